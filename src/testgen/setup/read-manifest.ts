/** What a package.json says of tests: read, never believed to have any shape. */
export interface Manifest {
  /** Empty when it has none. */
  readonly name: string;
  readonly isModule: boolean;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
}

/** A text that is no JSON reads as an empty manifest. */
export function readManifest(text: string): Manifest {
  const json = fieldsOf(parse(text));
  const dependencies = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  return {
    name: typeof json['name'] === 'string' ? json['name'] : '',
    isModule: json['type'] === 'module',
    scripts: Object.fromEntries(
      Object.entries(fieldsOf(json['scripts'])).flatMap(([name, line]) =>
        typeof line === 'string' ? [[name, line]] : [],
      ),
    ),
    dependencies: new Set(dependencies.flatMap((name) => Object.keys(fieldsOf(json[name])))),
    keys: new Set(Object.keys(json)),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

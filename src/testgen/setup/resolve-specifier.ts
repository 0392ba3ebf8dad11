import { folderOf, foldersUp, joinPath } from './repository-view.ts';

const endings = [
  '',
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.py',
  '.vue',
  '.svelte',
  '.json',
];

/** What a path without its ending, or of a folder, may stand for. */
function candidates(path: string): string[] {
  const compiled = /\.([cm]?)js(x?)$/.exec(path);
  const source = compiled === null ? [] : [path.replace(/js(x?)$/, 'ts$1'), path.replace(/jsx?$/, 'tsx')];
  const inside = endings.slice(1).map((ending) => joinPath(path, `index${ending}`));
  return [...endings.map((ending) => path + ending), ...source, ...inside, joinPath(path, '__init__.py')];
}

/** Packages of the repository by name, with their folders. */
export type PackageFolders = ReadonlyMap<string, string>;

/**
 * The file of the repository that an import stands for. Undefined for one of another package, and for what only a
 * configuration explains.
 */
export function resolveSpecifier(
  specifier: string,
  from: string,
  files: ReadonlySet<string>,
  packages: PackageFolders,
): string | undefined {
  const bases = from.endsWith('.py') ? pythonBases(specifier, from) : basesOf(specifier, from, packages);
  for (const base of bases) {
    const found = candidates(base).find((path) => files.has(path));
    if (found !== undefined) return found;
  }
  return undefined;
}

function basesOf(specifier: string, from: string, packages: PackageFolders): string[] {
  if (specifier.startsWith('.')) return normalise(joinPath(folderOf(from), specifier.replace(/\?.*$/, '')));
  const named = [...packages].find(([name]) => specifier === name || specifier.startsWith(`${name}/`));
  if (named !== undefined) {
    const [name, folder] = named;
    const rest = specifier.slice(name.length + 1);
    return ['src', '', 'lib'].map((inside) => [folder, inside, rest].filter((part) => part !== '').join('/'));
  }
  // `@/cart`, `~/cart`, `#cart`, `src/cart`: what the usual aliases mean.
  const rest = specifier.replace(/^(?:[@~]\/|#\/?)/, '');
  return foldersUp(folderOf(from)).flatMap((folder) => [
    joinPath(folder, rest),
    joinPath(folder, `src/${rest}`),
  ]);
}

function pythonBases(specifier: string, from: string): string[] {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const path = specifier.slice(dots).replaceAll('.', '/');
  const up = foldersUp(folderOf(from));
  if (dots > 0) return [[up[dots - 1] ?? '', path].filter((part) => part !== '').join('/')];
  return up.flatMap((folder) => [joinPath(folder, path), joinPath(folder, `src/${path}`)]);
}

/** Empty: it leads out of the repository. */
function normalise(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.pop() === undefined) return [];
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return [parts.join('/')];
}

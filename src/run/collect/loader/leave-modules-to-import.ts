import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, join } from 'node:path';
import { types } from 'node:util';

type Extension = (module: NodeModule, file: string) => unknown;

/**
 * Where hooks have a thread of their own, nobody sees what a module imports that `require` loaded. mocha tries `require`
 * first and `import` when that fails: so it fails for a test that is a module, as it did in every Node before this could
 * be done. Tests of the older kind stay with `require`, which is faster.
 */
export function leaveModulesToImport(): void {
  const { _extensions: extensions } = Module as unknown as { _extensions: Record<string, Extension> };
  const load = extensions['.js']!;
  extensions['.js'] = (module, file) => {
    if (/[\\/]node_modules[\\/]mocha[\\/]/.test(starterOf(module)) && isModule(dirname(file)))
      throw Object.assign(new Error(`require() of ES Module ${file}`), { code: 'ERR_REQUIRE_ESM' });
    return load(module, file);
  };
}

/** Files of the project that were loaded by `require` and are modules all the same. */
export function requiredModules(): string[] {
  const { _cache } = Module as unknown as { _cache: Record<string, NodeModule | undefined> };
  return Object.values(_cache).flatMap((module) => {
    const isOwn = module !== undefined && !/[\\/]node_modules[\\/]/.test(module.filename ?? '');
    return isOwn && types.isModuleNamespaceObject(module.exports) ? [module.filename] : [];
  });
}

function starterOf(module: NodeModule): string {
  return (module as { parent?: NodeModule | null }).parent?.filename ?? '';
}

const known = new Map<string, boolean>();

/** Whether the nearest package.json says that `.js` is a module. */
function isModule(folder: string): boolean {
  const answer =
    known.get(folder) ?? readType(folder) ?? (dirname(folder) !== folder && isModule(dirname(folder)));
  known.set(folder, answer);
  return answer;
}

function readType(folder: string): boolean | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { type?: unknown }).type === 'module';
  } catch {
    return false;
  }
}

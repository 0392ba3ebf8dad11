import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { PathContext } from '../../coverage/map-paths.ts';
import type { CoverageFilesOptions } from './coverage-files-options.ts';

/** A `go.mod` is a few lines. */
const maxBytes = 1024 ** 2;

/** Modules of one repository that are looked at. */
const mostModules = 1000;

/** What paths in profiles of Go begin with: the names of the repository's modules, as their `go.mod` says. */
export async function readGoModules(
  options: Pick<CoverageFilesOptions, 'root' | 'tree' | 'readHead'>,
): Promise<NonNullable<PathContext['prefixes']>> {
  const files = options.tree?.filter((path) => path === 'go.mod' || path.endsWith('/go.mod')) ?? ['go.mod'];
  const modules: { prefix: string; folder: string }[] = [];
  for (const path of files.slice(0, mostModules)) {
    const text = (await options.readHead(path)) ?? (await readInside(options.root, path)) ?? '';
    const prefix = /^\s*module\s+(?:"([^"\s]+)"|(\S+))/m.exec(text.replace(/\/\/.*$/gm, ''));
    const name = prefix?.[1] ?? prefix?.[2];
    if (name !== undefined) modules.push({ prefix: name, folder: path.slice(0, -'/go.mod'.length) });
  }
  return modules;
}

/** A file of the working tree; undefined for a link that leads out of it, and for what cannot be read. */
async function readInside(root: string, path: string): Promise<string | undefined> {
  try {
    const real = await realpath(join(root, path));
    const { size } = await stat(real);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep) || size > maxBytes) return undefined;
    return await readFile(real, 'utf8');
  } catch {
    // Not there: then the ends of paths must do.
    return undefined;
  }
}

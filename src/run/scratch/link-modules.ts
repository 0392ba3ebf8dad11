import { type Dirent, mkdirSync, readdirSync, readlinkSync, realpathSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { staysInside } from './working-tree.ts';

/** Caches that tools keep among the packages: a tree begins without. */
const caches = new Set(['.cache', '.vite', '.vite-temp', '.vitest']);

/**
 * Makes a `node_modules` whose packages are links to the installed ones. The folder itself is real, since tools write
 * to it, and links between packages of a monorepo are made anew, so that they lead to the copy.
 *
 * @param root the repository, absolute, links resolved
 * @param path of the `node_modules`, from the root
 * @param tree the copy
 * @returns absolute path of the installed one, to be shown read-only; undefined: it is none
 */
export function linkModules(root: string, path: string, tree: string): string | undefined {
  const from = resolved(join(root, path));
  // A link may stand for it, in a second working tree: to another of its kind, never to something else.
  if (from === undefined || basename(from) !== 'node_modules') return undefined;
  linkFolder(from, join(tree, path), { root, from: join(root, path) });
  return from;
}

function linkFolder(from: string, to: string, origin: { root: string; from: string }): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (caches.has(entry.name)) continue;
    const source = join(from, entry.name);
    const place = join(to, entry.name);
    if (isScope(entry)) linkFolder(source, place, { ...origin, from: join(origin.from, entry.name) });
    else if (entry.isSymbolicLink()) linkLink(source, place, origin);
    else symlinkSync(source, place);
  }
}

function isScope(entry: Dirent): boolean {
  return entry.name.startsWith('@') && entry.isDirectory();
}

/** What leads out of the repository, as `npm link` makes it, is left out. */
function linkLink(source: string, place: string, { root, from }: { root: string; from: string }): void {
  const target = readlinkSync(source);
  if (staysInside(root, from, target)) symlinkSync(target, place);
  else if (resolved(source)?.startsWith(dirname(source)) === true) symlinkSync(source, place);
}

function resolved(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

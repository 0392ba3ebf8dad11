import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type { RepositoryView } from '../../testgen/setup/repository-view.ts';

/** Larger ones are neither tests nor configurations, in bytes. */
const largest = 1024 * 1024;

/**
 * A repository for those who look how it tests. Each file is read at most once.
 *
 * @param paths of its files, as a TreeSource lists them
 */
export function viewRepository(root: string, paths: readonly string[]): RepositoryView {
  const known = new Set(paths);
  const texts = new Map<string, Promise<string | undefined>>();
  return {
    paths,
    read: (path) => {
      if (!known.has(path)) return Promise.resolve(undefined);
      const text = texts.get(path) ?? readInside(root, path);
      texts.set(path, text);
      return text;
    },
  };
}

/** Never through a link that leads out. */
async function readInside(root: string, path: string): Promise<string | undefined> {
  try {
    const file = await realpath(join(root, path));
    const inside = relative(await realpath(root), file);
    if (inside.startsWith('..') || isAbsolute(inside)) return undefined;
    const state = await stat(file);
    return state.isFile() && state.size <= largest ? await readFile(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

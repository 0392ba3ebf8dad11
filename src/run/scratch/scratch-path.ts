import { lstat, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { GalleyError } from '../../errors.ts';
import { printable } from '../../safety/printable.ts';

/**
 * Absolute path of a file below a tree, with no link on the way: what ran in the tree may have put one there.
 *
 * Throws GalleyError `unsafe-path`.
 *
 * @param tree absolute, links resolved
 * @param path from the tree, with `/`
 */
export async function scratchPath(tree: string, path: string): Promise<string> {
  if (!isPlain(path)) throw unsafe(path);
  const full = join(tree, ...path.split('/'));
  const above = await nearest(dirname(full));
  if (above !== (await realpath(above)) || !(above === tree || above.startsWith(tree + sep)))
    throw unsafe(path);
  return full;
}

/** True for a path that names something below where it starts, and nothing of git's. */
export function isPlain(path: string): boolean {
  const parts = path.split('/');
  const isStrange = (part: string) =>
    part === '' || part === '.' || part === '..' || /^\.git\.? *$/i.test(part);
  return !/[\0\\]/.test(path) && !/^[a-z]:/i.test(path) && !parts.some(isStrange);
}

/** The folder itself, or the first one above it that is there. */
async function nearest(folder: string): Promise<string> {
  const stats = await lstat(folder).catch(() => undefined);
  return stats === undefined ? nearest(dirname(folder)) : folder;
}

function unsafe(path: string): GalleyError {
  return new GalleyError('unsafe-path', {
    what: `${printable(path, 300)} is no path inside the scratch copy`,
    why: 'Only files of the copy are written, never `.git`, and never through a link',
  });
}

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanPath } from '../../coverage/clean-path.ts';
import { GalleyError } from '../../errors.ts';
import type { CoverageFilesOptions } from './coverage-files-options.ts';
import type { ReadSource } from './found-hits.ts';

/**
 * Makes sure that a report names at least one file of this repository: in one of another project, everything would look as
 * if no test loaded it.
 *
 * @throws GalleyError `stale-report`
 */
export async function checkAboutUs(
  { sample, source }: ReadSource,
  bases: readonly string[],
  { root, tree, readHead }: CoverageFilesOptions,
): Promise<void> {
  if (sample === undefined || sample.length === 0) return;
  const known = tree === undefined ? undefined : new Set(tree);
  const isOurs = async (path: string): Promise<boolean> =>
    known?.has(path) === true || (await readHead(path)) !== undefined || (await isOnDisk(root, path));
  for (const written of sample) {
    const parts = cleanPath(written)?.parts ?? [];
    const whole = parts.join('/');
    const ends = parts.map((_, index) => parts.slice(index).join('/'));
    for (const path of [...ends, ...bases.map((base) => `${base}/${whole}`)]) {
      if (await isOurs(path)) return;
    }
    // A package may stand in a folder that its own paths do not name.
    if (tree?.some((path) => path.endsWith(`/${whole}`)) === true) return;
  }
  throw new GalleyError('stale-report', {
    what: `The coverage report ${source.name} is about another project`,
    why: `none of its files is in this repository: ${sample.slice(0, 3).join(', ')}`,
    todo: 'galley coverage run -- <your test command>',
  });
}

/** What was measured may have been made from files of the tree, and so stand in none. */
async function isOnDisk(root: string, path: string): Promise<boolean> {
  try {
    return (await stat(join(root, path))).isFile();
  } catch {
    // Not there: it says nothing about us.
    return false;
  }
}

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { removeTree } from '../scratch/remove-tree.ts';
import { settingsFile } from './unpack-image.ts';

/** No unpacking takes longer, in milliseconds: what is older was left by a process that is gone. */
const longestMs = 24 * 3600_000;

/**
 * Removes images that were last used before then, and what killed processes have left.
 *
 * @param before milliseconds since 1970; not within the last day
 * @returns how many
 */
export async function pruneImages(folder: string, before: number): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let removed = 0;
  for (const name of names.filter((found) => /^[0-9a-f]{32}/.test(found))) {
    const place = join(folder, name);
    const used = await stat(join(place, settingsFile))
      .catch(() => stat(place))
      .catch(() => undefined);
    if (used === undefined || used.mtimeMs >= Math.min(before, Date.now() - longestMs)) continue;
    await removeTree(place);
    removed += 1;
  }
  return removed;
}

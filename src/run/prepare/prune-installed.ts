import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Log } from '../../log.ts';
import { removeAside } from '../scratch/remove-aside.ts';

/** Tests that are under way may read on for so long, and an installer may write. In milliseconds. */
const restMs = 6 * 3600_000;

/**
 * Removes dependencies that nobody has used for long, and what installers have left that were killed. Returns how many.
 *
 * @param root has an `OWNER/NAME` for each repository, each with the folders of installDependencies
 * @param mostAgeMs since their last use; those of the last hours stay in any case
 */
export async function pruneInstalled(root: string, mostAgeMs: number, log: Log): Promise<number> {
  let count = 0;
  for (const folder of await listInstalled(root)) {
    const found = await stat(folder).catch(() => undefined);
    // What is unfinished has a name of its own, with a hyphen.
    const most = basename(folder).includes('-') ? restMs : Math.max(restMs, mostAgeMs);
    if (found === undefined || Date.now() - found.mtimeMs <= most) continue;
    await removeAside(folder);
    log.info('dependencies were removed', { folder });
    count += 1;
  }
  return count;
}

async function listInstalled(root: string): Promise<readonly string[]> {
  let level: readonly string[] = [root];
  for (let depth = 0; depth < 3; depth += 1) level = (await Promise.all(level.map(listFolders))).flat();
  return level;
}

async function listFolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}

import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../log.ts';
import { holdFolder } from './hold-folder.ts';
import { measureFolder } from './measure-folder.ts';

export interface PruneLimits {
  /** Of all mirrors together. */
  readonly mostBytes: number;
  /** Since its last use. */
  readonly mostAgeMs: number;
}

/** A review that is under way may read on for so long. In milliseconds. */
const restMs = 6 * 3600_000;

interface Found {
  readonly folder: string;
  readonly bytes: number;
  /** Since its last use. */
  readonly ageMs: number;
}

/** The file that says when a mirror was used last. */
function useOf(folder: string): string {
  return join(folder, 'HEAD');
}

/** Never throws: it would only go earlier than it should. */
export async function markUse(folder: string): Promise<void> {
  const now = new Date();
  await utimes(useOf(folder), now, now).catch(() => {});
}

/** See Mirrors. What was used in the last hours stays in any case. */
export async function pruneMirrors(
  root: string,
  { mostBytes, mostAgeMs }: PruneLimits,
  log: Log,
): Promise<number> {
  const found = (await findMirrors(root)).sort((a, b) => b.ageMs - a.ageMs);
  let total = found.reduce((sum, { bytes }) => sum + bytes, 0);
  let count = 0;
  for (const { folder, bytes, ageMs } of found) {
    if (ageMs < restMs || (ageMs <= mostAgeMs && total <= mostBytes)) continue;
    const hold = await holdFolder(folder, AbortSignal.timeout(1000)).catch(() => undefined);
    if (hold === undefined) continue;
    try {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    } finally {
      await hold.release();
    }
    log.info('a mirror was removed', { folder, bytes });
    total -= bytes;
    count += 1;
  }
  return count;
}

async function findMirrors(root: string): Promise<Found[]> {
  const owners = await readdir(root).catch(() => []);
  const folders = await Promise.all(
    owners.map(async (owner) => {
      const names = await readdir(join(root, owner)).catch(() => []);
      return names.filter((name) => name.endsWith('.git')).map((name) => join(root, owner, name));
    }),
  );
  const found: Found[] = [];
  for (const folder of folders.flat()) {
    const use = await stat(useOf(folder)).catch(() => undefined);
    const ageMs = use === undefined ? Number.POSITIVE_INFINITY : Date.now() - use.mtimeMs;
    found.push({ folder, bytes: (await measureFolder(folder)).bytes, ageMs });
  }
  return found;
}

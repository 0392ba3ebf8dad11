import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../git/is-alive.ts';
import type { HeldLock } from '../../git/lock-file.ts';
import { holdLock } from './hold-lock.ts';

/** A run of warming ends by itself after this, in milliseconds: nobody is to find a forgotten process. */
export const longestWarmingMs = 10 * 60_000;

/**
 * Makes this process the one that warms the repository; undefined while another one does.
 *
 * @param commonDir git's folder that all working trees share
 */
export function holdWarmLock(commonDir: string): Promise<HeldLock | undefined> {
  const now = (): number => Date.now();
  return holdLock({
    file: warmLockOf(commonDir),
    lastsMs: longestWarmingMs * 1.1,
    now,
    pid: process.pid,
    isAlive,
  });
}

/** Has the process that warms the repository stop at once: people who wait come first. Never throws. */
export async function endWarming(commonDir: string): Promise<void> {
  await rm(warmLockOf(commonDir), { force: true }).catch(() => {});
}

function warmLockOf(commonDir: string): string {
  return join(commonDir, 'galley', 'warm.lock');
}

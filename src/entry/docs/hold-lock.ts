import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { takeLockFile, type HeldLock, type Holder } from '../../git/lock-file.ts';

export interface LockOptions {
  /** Absolute path; its folder is made. */
  readonly file: string;
  /** After so many milliseconds a lock is left over, whatever runs under its number by then. */
  readonly lastsMs: number;
  readonly now: () => number;
  readonly pid: number;
  readonly isAlive: (pid: number) => boolean;
}

/**
 * Takes the lock, unless a process holds it that runs and is not over its time.
 *
 * @returns undefined while somebody else holds it
 * @throws what the file system throws
 */
export async function holdLock(options: LockOptions): Promise<HeldLock | undefined> {
  const { file, now, pid } = options;
  await mkdir(dirname(file), { recursive: true });
  // `started`: milliseconds since 1970.
  const isLeftOver = (_: string, holder: Holder | undefined): boolean => !isValid(holder, options);
  return takeLockFile(file, { pid, started: now() }, isLeftOver);
}

function isValid(holder: Holder | undefined, { lastsMs, now, isAlive }: LockOptions): boolean {
  const [pid, started] = [holder?.['pid'], holder?.['started']];
  if (typeof pid !== 'number' || typeof started !== 'number') return false;
  return Math.abs(now() - started) < lastsMs && isAlive(pid);
}

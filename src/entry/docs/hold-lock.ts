import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that says who is at work. Only one process holds it, but for moments after another one died. */
export interface HeldLock {
  /** Whether the file still says so: another process may have taken it for left over. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly token: string;
}

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
 * Takes the lock, unless a process holds it that runs and is not over its time. A lock that is left over is moved away first.
 *
 * @returns undefined while somebody else holds it
 * @throws what the file system throws
 */
export async function holdLock(options: LockOptions): Promise<HeldLock | undefined> {
  const { file, now, pid } = options;
  await mkdir(dirname(file), { recursive: true });
  const own: Holder = { pid, started: now(), token: randomUUID() };
  if (!(await create(file, own))) {
    const other = await readHolder(file);
    if (other !== undefined && isValid(other, options)) return undefined;
    const away = `${file}.${own.token}`;
    await rename(file, away).catch(() => {});
    await rm(away, { force: true });
    if (!(await create(file, own))) return undefined;
  }
  const isHeld = async (): Promise<boolean> => (await readHolder(file))?.token === own.token;
  return {
    isHeld,
    release: async () => {
      if (await isHeld()) await rm(file, { force: true });
    },
  };
}

/** False when there is such a file. A reader never sees half of one. */
async function create(file: string, holder: Holder): Promise<boolean> {
  const whole = `${file}.${holder.token}`;
  await writeFile(whole, JSON.stringify(holder), { mode: 0o600 });
  try {
    await link(whole, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(whole, { force: true });
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const { pid, started, token } = JSON.parse(await readFile(file, 'utf8')) as Partial<Holder>;
    const isWhole = typeof pid === 'number' && typeof started === 'number' && typeof token === 'string';
    return isWhole ? { pid, started, token } : undefined;
  } catch {
    return undefined;
  }
}

function isValid({ pid, started }: Holder, { lastsMs, now, isAlive }: LockOptions): boolean {
  return Math.abs(now() - started) < lastsMs && isAlive(pid);
}

import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as timer } from 'node:timers/promises';
import { GalleyError } from '../../errors.ts';

export interface HeldFolder {
  release(): Promise<void>;
}

/** How often a holder says that it is there, and after how much silence it is not. In milliseconds. */
const beatMs = 2000;
const silenceMs = 15_000;
const pollMs = 100;

/** Locks of this process: one with its number that is none of these was left by another one. */
const own = new Set<string>();

/**
 * Waits until nobody else uses a folder for writing, in this process or another one, and takes it. The lock lies beside the
 * folder. A holder that died is recognised by its number on this host, elsewhere by its silence: no clocks are compared.
 *
 * Throws GalleyError `interrupted`, and what the file system throws.
 */
export async function holdFolder(folder: string, signal: AbortSignal): Promise<HeldFolder> {
  const file = `${folder}.lock`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const token = randomUUID();
  const watch = watchSilence();
  while (!(await create(file, token))) {
    if (await isLeftOver(file, watch)) await rm(file, { force: true });
    else await pause(signal);
  }
  own.add(token);
  const beat = setInterval(() => void touch(file), beatMs);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      own.delete(token);
      if ((await readHolder(file))?.token === token) await rm(file, { force: true });
    },
  };
}

interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
}

async function create(file: string, token: string): Promise<boolean> {
  const holder: Holder = { token, pid: process.pid, host: hostname() };
  try {
    const opened = await open(file, 'wx', 0o600);
    try {
      await opened.writeFile(JSON.stringify(holder));
    } finally {
      await opened.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isLeftOver(file: string, isSilent: (beat: number) => boolean): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return false;
  const holder = await readHolder(file);
  if (holder?.host === hostname() && !isRunning(holder)) return true;
  return isSilent(found.mtimeMs);
}

function isRunning({ pid, token }: Holder): boolean {
  if (pid === process.pid) return own.has(token);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Undefined for one that is just being written, or is none. */
async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const { token, pid, host } = JSON.parse(await readFile(file, 'utf8')) as Partial<Holder>;
    const isWhole = typeof token === 'string' && typeof pid === 'number' && typeof host === 'string';
    return isWhole ? { token, pid, host } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the same beat has been the last one for long, as counted here. */
function watchSilence(): (beat: number) => boolean {
  let last = Number.NaN;
  let since = 0;
  return (beat) => {
    const now = performance.now();
    if (beat !== last) [last, since] = [beat, now];
    return now - since > silenceMs;
  };
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => {});
}

async function pause(signal: AbortSignal): Promise<void> {
  try {
    await timer(pollMs, undefined, { signal });
  } catch {
    throw new GalleyError('interrupted', { what: 'Stopped while waiting for the mirror of the repository' });
  }
}

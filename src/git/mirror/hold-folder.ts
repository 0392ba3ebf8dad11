import { mkdir, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as timer } from 'node:timers/promises';
import { GalleyError } from '../../errors.ts';
import { isAlive } from '../is-alive.ts';
import { isOurs, takeLockFile, type Holder, type IsLeftOver } from '../lock-file.ts';

export interface HeldFolder {
  release(): Promise<void>;
}

/** How often a holder says that it is there, and after how much silence it is not. In milliseconds. */
const beatMs = 2000;
const silenceMs = 15_000;
const pollMs = 100;

/**
 * Waits until nobody else uses a folder for writing, in this process or another one, and takes it. The lock lies beside the
 * folder. A holder that died is recognised by its number on this host, elsewhere by its silence: no clocks are compared.
 *
 * Throws GalleyError `interrupted`, and what the file system throws.
 */
export async function holdFolder(folder: string, signal: AbortSignal): Promise<HeldFolder> {
  const file = `${folder}.lock`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const isLeftOver = watchHolders();
  const take = () => takeLockFile(file, { pid: process.pid, host: hostname() }, isLeftOver);
  let lock = await take();
  while (lock === undefined) {
    await pause(signal);
    lock = await take();
  }
  const held = lock;
  const beat = setInterval(() => void touch(file), beatMs);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      return held.release();
    },
  };
}

/** A holder is gone when it does not run on this host, or when the same beat has been its last one for long, as counted here. */
function watchHolders(): IsLeftOver {
  const beats = new Map<string, { readonly last: number; readonly since: number }>();
  return async (file, holder) => {
    const found = await stat(file).catch(() => undefined);
    if (found === undefined) return false;
    if (holder?.['host'] === hostname() && !isRunning(holder)) return true;
    const now = performance.now();
    const seen = beats.get(file);
    if (seen?.last !== found.mtimeMs) beats.set(file, { last: found.mtimeMs, since: now });
    else if (now - seen.since > silenceMs) return true;
    return false;
  };
}

function isRunning({ pid, token }: Holder): boolean {
  return pid === process.pid ? isOurs(token) : typeof pid === 'number' && isAlive(pid);
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

import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { GalleyError } from '../../errors.ts';

/** How often a lock shows that its holder lives, and after how long without it a holder on another host is gone. */
const renewMs = 5000;
const goneAfterMs = 20_000;

interface Holder {
  readonly process: number;
  /** When the process began, in ticks since the start of the machine; empty: not known. Numbers of processes come again. */
  readonly began: string;
  readonly host: string;
  readonly token: string;
}

export interface FolderLock {
  release(): void;
}

/**
 * Keeps a folder for this process. A lock whose process is gone is taken over.
 *
 * Throws GalleyError `store-in-use` where another process has it.
 */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, 'lock');
  const own: Holder = {
    ...{ process: process.pid, began: beginOf(process.pid), host: hostname() },
    token: randomUUID(),
  };
  const draft = join(folder, `lock.${own.token}`);
  writeFileSync(draft, `${JSON.stringify(own)}\n`, { mode: 0o600 });
  try {
    if (!placed(draft, path)) {
      const holder = readHolder(path);
      if (holder && isAlive(holder, path)) throw lockedBy(holder, folder);
      removeStale(path, holder);
      if (!placed(draft, path)) throw lockedBy(readHolder(path), folder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  held.add(own.token);
  const timer = setInterval(() => showLife(path), renewMs);
  timer.unref();
  const release = (): void => {
    clearInterval(timer);
    if (held.delete(own.token) && readHolder(path)?.token === own.token) rmSync(path, { force: true });
  };
  return { release };
}

/** Locks of this very process: after a restart in a container its number may be the one before. */
const held = new Set<string>();

/** A link cannot replace a file: only one of two processes places its lock. */
function placed(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a stale lock away; what was moved by mistake, since somebody was faster, is put back. */
function removeStale(path: string, stale: Holder | undefined): void {
  const away = `${path}.${randomUUID()}`;
  try {
    renameSync(path, away);
  } catch {
    return;
  }
  if (readHolder(away)?.token !== stale?.token) placed(away, path);
  rmSync(away, { force: true });
}

function isAlive(holder: Holder, path: string): boolean {
  if (holder.host !== hostname()) return Date.now() - modifiedAt(path) < goneAfterMs;
  if (holder.process === process.pid) return held.has(holder.token);
  try {
    process.kill(holder.process, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return holder.began === beginOf(holder.process);
}

/** Empty where the machine does not tell. */
function beginOf(number: number): string {
  try {
    const stat = readFileSync(`/proc/${number}/stat`, 'utf8');
    // Fields after the name, which may hold anything: the twentieth is when the process began.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function modifiedAt(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function showLife(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Told where it matters: by the next write to the database.
  }
}

function lockedBy(holder: Holder | undefined, folder: string): GalleyError {
  const who = holder ? `process ${holder.process} on ${holder.host}` : 'another process';
  return new GalleyError('store-in-use', {
    what: 'Another Galley uses this data folder',
    why: `${who} has ${folder}`,
    todo: 'stop it, or set DATABASE_URL to a PostgreSQL server for several processes',
  });
}

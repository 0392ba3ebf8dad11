import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode } from './atomic-file.ts';

export interface StoredEntry {
  readonly path: string;
  readonly bytes: number;
  /** Last use, milliseconds since 1970. */
  readonly usedAt: number;
}

/** A temporary file this old belongs to a writer that was killed. */
const abandonedMs = 60 * 60 * 1000;

/** All whole entries below `directory`; empty when the folder does not exist. Files that vanish meanwhile are left out. */
export async function listEntries(directory: string): Promise<StoredEntry[]> {
  return (await listFiles(directory)).filter((file) => !file.path.endsWith('.tmp'));
}

/** Removes the least recently used entries until `slack` bytes below `maxBytes`, when they are above it. */
export async function evictOldest(directory: string, maxBytes: number, slack: number): Promise<void> {
  const files = await listFiles(directory);
  const newest = files.reduce((latest, file) => Math.max(latest, file.usedAt), 0);
  const isAbandoned = (file: StoredEntry): boolean => newest - file.usedAt > abandonedMs;
  for (const file of files)
    if (file.path.endsWith('.tmp') && isAbandoned(file)) await rm(file.path, { force: true });
  const entries = files.filter((file) => !file.path.endsWith('.tmp'));
  let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes <= maxBytes) return;
  for (const entry of entries.sort((a, b) => a.usedAt - b.usedAt)) {
    if (bytes <= maxBytes - slack) return;
    await rm(entry.path, { force: true });
    bytes -= entry.bytes;
  }
}

async function listFiles(directory: string): Promise<StoredEntry[]> {
  const root = join(directory, 'v1');
  const files: StoredEntry[] = [];
  for (const folder of await namesIn(root)) {
    for (const name of await namesIn(join(root, folder))) {
      const path = join(root, folder, name);
      const found = await stat(path).catch((error: unknown) => absentAs(error, undefined));
      if (found) files.push({ path, bytes: found.size, usedAt: found.mtimeMs });
    }
  }
  return files;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => absentAs(error, []));
}

/** Another run may remove what this one has just listed. */
function absentAs<T>(error: unknown, value: T): T {
  if (isCode(error, 'ENOENT')) return value;
  throw error;
}

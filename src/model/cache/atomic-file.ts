import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Largest file that is read back, in bytes: a cache folder can be written by others. */
const maxBytes = 8 * 2 ** 20;

/** Where the entry of a key lives: two hex digits as folder, so that no folder grows too large. */
export function entryPath(directory: string, key: string): string {
  const name = createHash('sha256').update(key).digest('hex');
  return join(directory, 'v1', name.slice(0, 2), name);
}

/** Writes a value, whole or not at all: see writeWhole. Answers the size in bytes; throws what the disk throws. */
export async function writeEntry(path: string, key: string, value: unknown): Promise<number> {
  const body = JSON.stringify({ key, value });
  const text = `${hashOf(body)}\n${body}`;
  await writeWhole(path, text);
  return Buffer.byteLength(text);
}

/**
 * Writes a text so that readers see the old file, the whole new one, or none, also after kill -9 and with several
 * writers. Folders get mode 0700, files 0600. Throws what the disk throws.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}

/**
 * Reads a value back. Undefined when there is none; a torn, edited or oversized file, or one of another key, is
 * removed and undefined too. Throws what the disk throws, such as a missing permission.
 *
 * Entries are small and read one after the other: a thread for each call would take longer than the reading.
 */
export async function readEntry(path: string, key: string): Promise<unknown> {
  try {
    const { size } = statSync(path);
    const value = size > maxBytes ? undefined : valueOf(readFileSync(path, 'utf8'), key);
    if (value === undefined) await rm(path, { force: true });
    return value;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function valueOf(text: string, key: string): unknown {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end === -1 || text.slice(0, end) !== hashOf(body)) return undefined;
  const entry = parse(body);
  if (typeof entry !== 'object' || entry === null || !('key' in entry) || !('value' in entry))
    return undefined;
  return entry.key === key ? entry.value : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Somebody wrote a fitting hash over text that is not ours: as good as torn.
    return undefined;
  }
}

function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

/** True for an error of the file system with this code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

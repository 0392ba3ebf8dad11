import { closeSync, constants, fstatSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { chmod, lstat, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readWorkingFile } from '../read-working-file.ts';

/** A file of the working tree that is to have other bytes. */
export interface Replacement {
  readonly root: string;
  /** From the root. */
  readonly path: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

/** A replacement that only needs to be put in place. */
export interface ReadyFile extends Replacement {
  /** A file with the new bytes. */
  readonly prepared: string;
}

/** Writes the new bytes to a file in `folder`; nothing else sees it. */
export async function prepareFile(
  replacement: Replacement,
  folder: string,
  name: string,
): Promise<ReadyFile> {
  const prepared = join(folder, name);
  await writeFile(prepared, replacement.after, { flag: 'wx' });
  return { ...replacement, prepared };
}

/**
 * Puts a file in place if what stands there still is `before`; empty, or why it was left alone.
 *
 * By renaming, as git itself does: killed at any moment, or on a full disk, there is the old file or the new one. Its permissions
 * stay. Where a rename would cut a hard link, change the owner or leave the disk it is written in place.
 */
export async function putInPlace(ready: ReadyFile): Promise<string> {
  const { root, path, before, prepared } = ready;
  const full = join(root, path);
  try {
    const old = await lstat(full);
    if (!old.isFile()) return gone;
    if ((old.mode & 0o200) === 0) return 'the file is read-only';
    await chmod(prepared, old.mode & 0o7777);
    const fresh = await stat(prepared);
    const isAlike =
      old.nlink === 1 && old.uid === fresh.uid && old.gid === fresh.gid && old.dev === fresh.dev;
    const now = await readWorkingFile(root, path, before.length);
    if (typeof now === 'string' || now.mode === '120000' || !now.bytes.equals(before)) return changed;
    if (isAlike && (await renamed(prepared, full))) return '';
    return writeInPlace(full, ready);
  } catch (error) {
    return `it could not be written (${codeOf(error)})`;
  } finally {
    await rm(prepared, { force: true });
  }
}

export const gone = 'the file is not there any more';
export const changed = 'the file was changed meanwhile';

async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch {
    // A folder that may not be written, another program that holds the file: there is the other way.
    return false;
  }
}

/**
 * A file that grows first gets as long as it will be, so that a full disk is met while every old byte stands. Then one call
 * writes from the first difference on: only a kill within that call can leave a mixture.
 */
function writeInPlace(full: string, { before, after }: Replacement): string {
  // Windows has no such flag.
  const fd = openSync(full, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
  try {
    if (!fstatSync(fd).isFile() || !readFileSync(fd).equals(before)) return changed;
    try {
      writeAll(fd, after, before.length, after.length);
    } catch (error) {
      ftruncateSync(fd, before.length);
      throw error;
    }
    writeAll(fd, after, firstDifference(before, after), Math.min(before.length, after.length));
    if (after.length < before.length) ftruncateSync(fd, after.length);
    return '';
  } finally {
    closeSync(fd);
  }
}

function writeAll(fd: number, bytes: Buffer, from: number, to: number): void {
  for (let at = from; at < to;) at += writeSync(fd, bytes, at, to - at, at);
}

function firstDifference(a: Buffer, b: Buffer): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

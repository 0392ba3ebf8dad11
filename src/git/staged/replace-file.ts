import { closeSync, constants, fstatSync, openSync, readFileSync, renameSync } from 'node:fs';
import { chmod, chown, copyFile, lstat, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
 * By renaming, as git itself does: killed at any moment, or on a full disk, there is the old file or the new one, whole. Its
 * permissions and its owner stay. What a rename would change otherwise is left alone: other names of the file (hard links), which
 * may stand outside of the repository.
 */
export async function putInPlace({ root, path, before, prepared }: ReadyFile): Promise<string> {
  const full = join(root, path);
  let beside = '';
  try {
    const old = await lstat(full);
    if (!old.isFile()) return gone;
    if ((old.mode & 0o200) === 0) return 'the file is read-only';
    if (old.nlink > 1) return 'the file has other names (hard links)';
    const fresh = await stat(prepared);
    // Git's folder can be on another disk than the working tree.
    if (fresh.dev !== old.dev) {
      beside = join(dirname(full), `.galley-${process.pid}.tmp`);
      await copyFile(prepared, beside, constants.COPYFILE_EXCL);
    }
    const ready = beside || prepared;
    if (fresh.uid !== old.uid || fresh.gid !== old.gid) await chown(ready, old.uid, old.gid);
    await chmod(ready, old.mode & 0o7777);
    const now = await readWorkingFile(root, path, before.length);
    if (typeof now === 'string' || now.mode === '120000') return changed;
    if (!isStill(full, before)) return changed;
    renameSync(ready, full);
    return '';
  } catch (error) {
    return `it could not be written (${codeOf(error)})`;
  } finally {
    await rm(prepared, { force: true });
    if (beside !== '') await rm(beside, { force: true });
  }
}

export const gone = 'the file is not there any more';
export const changed = 'the file was changed meanwhile';

/** Asked right before the renaming, without a turn of the event loop between: an editor that saves then has microseconds. */
function isStill(full: string, before: Buffer): boolean {
  // Windows has neither flag.
  const fd = openSync(full, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    return fstatSync(fd).isFile() && readFileSync(fd).equals(before);
  } finally {
    closeSync(fd);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

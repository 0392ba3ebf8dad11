import { constants } from 'node:fs';
import { lstat, open, readlink, realpath } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';

export interface WorkingFile {
  /** As git stores it: of a link its target. */
  readonly bytes: Buffer;
  readonly mode: '100644' | '100755' | '120000';
}

/** Why a file is not read: `too-large`, or `unsafe` (not a regular file or link, outside the root, gone). */
export type Refusal = 'too-large' | 'unsafe';

/**
 * A file of the working tree, by its path relative to `root`. Links are never followed: not at the end of the path
 * (the link itself is the content) and not on the way (its folder must be inside the root, and not in `.git`).
 */
export async function readWorkingFile(
  root: string,
  path: string,
  maxBytes: number,
): Promise<WorkingFile | Refusal> {
  try {
    if (!isPlainPath(path)) return 'unsafe';
    const full = join(root, path);
    // The whole folder must be what its name says: a link on the way changes its real path.
    if ((await realpath(dirname(full))) !== dirname(join(await realpath(root), path))) return 'unsafe';
    const stat = await lstat(full);
    if (stat.isSymbolicLink()) return { bytes: await readlink(full, 'buffer'), mode: '120000' };
    if (!stat.isFile()) return 'unsafe';
    if (stat.size > maxBytes) return 'too-large';
    const bytes = await readRegular(full, maxBytes);
    if (typeof bytes === 'string') return bytes;
    return { bytes, mode: (stat.mode & 0o100) === 0 ? '100644' : '100755' };
  } catch {
    // Gone, unreadable, a loop: for a reader all the same, the caller names the file.
    return 'unsafe';
  }
}

/** Relative, in its shortest form, and no part of it is a `.git` folder on any file system. */
function isPlainPath(path: string): boolean {
  if (path === '' || path.includes('\0') || resolve(sep, path) !== join(sep, path)) return false;
  return path
    .split(/[\\/]/)
    .every((part) => part !== '..' && part !== '' && !/^\.git[ .]*$|^git~1$/i.test(part));
}

/** Opens without following a link that appeared meanwhile, and never waits for a pipe. */
async function readRegular(full: string, maxBytes: number): Promise<Buffer | Refusal> {
  // Windows has neither flag.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = await open(full, flags);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return 'unsafe';
    if (stat.size > maxBytes) return 'too-large';
    const bytes = Buffer.alloc(stat.size);
    const { bytesRead } = await file.read(bytes, 0, stat.size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

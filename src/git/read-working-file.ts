import { constants } from 'node:fs';
import { lstat, open, readlink, realpath } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';

export interface WorkingFile {
  /** As git stores it: of a link its target. */
  readonly bytes: Buffer;
  readonly mode: '100644' | '100755' | '120000';
  /** Bytes of the whole file: more than `bytes` holds when only its start was wanted. */
  readonly size: number;
}

/** Why a file is not read: `too-large`, or `unsafe` (not a regular file or link, outside the root, gone). */
export type Refusal = 'too-large' | 'unsafe';

/**
 * A file of the working tree, by its path relative to `root`. Links are never followed: not at the end of the path
 * (the link itself is the content) and not on the way (its folder must be inside the root, and not in `.git`).
 *
 * @param path a Buffer where the name may be no valid UTF-8
 * @param part `start`: a larger file is no refusal, its first `maxBytes` are read
 */
export async function readWorkingFile(
  root: string,
  path: string | Buffer,
  maxBytes: number,
  part: 'whole' | 'start' = 'whole',
): Promise<WorkingFile | Refusal> {
  try {
    const name = (typeof path === 'string' ? Buffer.from(path) : path).toString('latin1');
    if (!isPlainPath(name)) return 'unsafe';
    const full = join(toBytes(root), name);
    // The whole folder must be what its name says: a link on the way changes its real path.
    const folder = await realpath(toPath(dirname(full)), 'buffer');
    const top = await realpath(root, 'buffer');
    if (folder.toString('latin1') !== dirname(join(top.toString('latin1'), name))) return 'unsafe';
    const stat = await lstat(toPath(full));
    if (stat.isSymbolicLink()) {
      const bytes = await readlink(toPath(full), 'buffer');
      return { bytes, mode: '120000', size: bytes.length };
    }
    if (!stat.isFile()) return 'unsafe';
    const read = await readRegular(full, maxBytes, part);
    return typeof read === 'string'
      ? read
      : { ...read, mode: (stat.mode & 0o100) === 0 ? '100644' : '100755' };
  } catch {
    // Gone, unreadable, a loop: for a reader all the same, the caller names the file.
    return 'unsafe';
  }
}

/**
 * The same by the path of a FileChange, where a name that is no valid UTF-8 stands as one character a byte. Undefined:
 * it is not read.
 */
export async function readByName(
  root: string,
  path: string,
  maxBytes: number,
  part: 'whole' | 'start' = 'whole',
): Promise<WorkingFile | undefined> {
  const isByteText = /[\x80-\xff]/.test(path) && !/[^\x00-\xff]/.test(path);
  const names = isByteText ? [Buffer.from(path), Buffer.from(path, 'latin1')] : [path];
  for (const name of names) {
    const found = await readWorkingFile(root, name, maxBytes, part);
    if (typeof found !== 'string') return found;
  }
  return undefined;
}

/** Paths are put together as one character a byte, since a name may be no valid UTF-8. */
function toBytes(path: string): string {
  return Buffer.from(path).toString('latin1');
}

function toPath(byteText: string): Buffer {
  return Buffer.from(byteText, 'latin1');
}

/** Relative, in its shortest form, and no part of it is a `.git` folder on any file system. */
function isPlainPath(path: string): boolean {
  if (path === '' || path.includes('\0') || resolve(sep, path) !== join(sep, path)) return false;
  return path
    .split(/[\\/]/)
    .every((part) => part !== '..' && part !== '' && !/^\.git[ .]*$|^git~1$/i.test(part));
}

/** Opens without following a link that appeared meanwhile, and never waits for a pipe. */
async function readRegular(
  full: string,
  maxBytes: number,
  part: 'whole' | 'start',
): Promise<Pick<WorkingFile, 'bytes' | 'size'> | Refusal> {
  // Windows has neither flag.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = await open(toPath(full), flags);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return 'unsafe';
    if (stat.size > maxBytes && part === 'whole') return 'too-large';
    const bytes = Buffer.alloc(Math.min(stat.size, maxBytes));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return { bytes: bytes.subarray(0, bytesRead), size: stat.size };
  } finally {
    await file.close();
  }
}

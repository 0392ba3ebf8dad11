import { createHash } from 'node:crypto';

/** The object id git gives to a file of these bytes (git-scm.com/book, "Git Internals - Git Objects"). */
export function hashBlob(bytes: Buffer, format: 'sha1' | 'sha256'): string {
  return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

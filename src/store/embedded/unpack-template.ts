import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import * as z from 'zod/mini';

/** What is in a template: folders, those first that others lie in, and files with their sizes in bytes, in order. */
const indexSchema = z.object({
  folders: z.array(z.string()),
  files: z.array(z.tuple([z.string(), z.int()])),
});

/**
 * Writes the files of an empty database, as the build packed them (pack-database.ts), into a folder that is not there.
 *
 * Brotli of: the length of the index in four bytes, the index as JSON, the bytes of all files.
 *
 * Throws what the file system throws.
 */
export function unpackTemplate(template: string, folder: string): void {
  const bytes = brotliDecompressSync(readFileSync(template));
  let at = 4 + bytes.readUInt32BE(0);
  const index = indexSchema.parse(JSON.parse(bytes.toString('utf8', 4, at)));
  for (const path of index.folders) mkdirSync(join(folder, path), { recursive: true, mode: 0o700 });
  for (const [path, size] of index.files) {
    writeFileSync(join(folder, path), bytes.subarray(at, at + size), { mode: 0o600 });
    at += size;
  }
}

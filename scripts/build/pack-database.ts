import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const engine = 'node_modules/@electric-sql/pglite';

/**
 * Packs an empty database, 1.6 MB, which `galley serve` unpacks when it starts first: making one there takes ten times as
 * long. It is made once for each version of PGlite and kept beside the packages, since that takes longer than all else here.
 *
 * What it looks like inside: src/store/embedded/unpack-template.ts.
 */
export async function packDatabase(root: string, file: string): Promise<void> {
  const text = readFileSync(join(root, engine, 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  const kept = join(root, `node_modules/.cache/galley/database-1-${version}.br`);
  if (!existsSync(kept)) await makeTemplate(kept);
  copyFileSync(kept, file);
}

async function makeTemplate(file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-database-'));
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    const database = await PGlite.create(folder);
    await database.exec('checkpoint');
    await database.close();
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, pack(folder));
    renameSync(draft, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pack(folder: string): Buffer {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => ({
    name: entry.name,
    path: relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
    isFolder: entry.isDirectory(),
  }));
  // PostgreSQL has three copies of most files, under one name: side by side they cost as much as one.
  const files = entries
    .filter(({ isFolder }) => !isFolder)
    .sort((a, b) => (a.name === b.name ? compare(a.path, b.path) : compare(a.name, b.name)))
    .map(({ path }) => ({ path, bytes: readFileSync(join(folder, path)) }));
  const folders = entries
    .filter(({ isFolder }) => isFolder)
    .map(({ path }) => path)
    .sort(compare);
  const index = Buffer.from(
    JSON.stringify({ folders, files: files.map(({ path, bytes }) => [path, bytes.length]) }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32BE(index.length);
  return brotliCompressSync(Buffer.concat([length, index, ...files.map(({ bytes }) => bytes)]), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

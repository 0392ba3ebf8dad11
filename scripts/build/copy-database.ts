import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const engine = 'node_modules/@electric-sql/pglite';
const files = ['pglite.wasm', 'pglite.data', 'initdb.wasm'];

/**
 * Copies PostgreSQL as WebAssembly, 15 MB, beside the code that looks for it: the package itself is twice as large, and
 * `galley serve` must start without a network. Returns the folder of the package, relative to `root`.
 */
export function copyDatabase(root: string, dist: string): string[] {
  mkdirSync(join(dist, 'chunks'), { recursive: true });
  for (const file of files) copyFileSync(join(root, engine, 'dist', file), join(dist, 'chunks', file));
  return [engine];
}

import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { assembleDist } from '../scripts/build/assemble-dist.ts';

/** What is measured: built as for a release, in a folder of its own, so that no other build disturbs the run. */
export interface Subject {
  /** The `galley` command. */
  readonly galley: string;
  /** See read-and-cut.ts. */
  readonly readAndCut: string;
  /** Folder of the parsers. */
  readonly wasm: string;
  remove(): void;
}

export async function buildSubject(): Promise<Subject> {
  const root = join(import.meta.dirname, '..');
  const folder = mkdtempSync(join(tmpdir(), 'galley-subject-'));
  await assembleDist(root, folder, '0.0.0');
  // Found where a package finds what it depends on.
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['@ast-grep', 'oxc-parser'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  const readAndCut = join(folder, 'read-and-cut.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['bench/read-and-cut.ts'],
    outfile: readAndCut,
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  return {
    galley: join(folder, 'galley.js'),
    readAndCut,
    wasm: join(folder, 'wasm'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

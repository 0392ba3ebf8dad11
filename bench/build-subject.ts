import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundle } from '../scripts/build/bundle.ts';
import { copyGrammars } from '../scripts/build/copy-grammars.ts';
import { copyRuleEngine } from '../scripts/build/copy-rule-engine.ts';
import { writeRules } from '../scripts/build/write-rules.ts';

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
  const wasm = join(folder, 'wasm');
  await bundle(root, folder, '0.0.0');
  copyGrammars(root, wasm);
  copyRuleEngine(root, folder);
  // Found where a package finds what it depends on.
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(root, 'node_modules/@ast-grep'), join(folder, 'node_modules/@ast-grep'));
  writeRules(root, join(folder, 'rules.json'));
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
    wasm,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

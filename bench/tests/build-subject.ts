import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { copyGrammars } from '../../scripts/build/copy-grammars.ts';
import { copyRunnerHooks } from '../../scripts/build/copy-runner-hooks.ts';
import type * as subject from './subject.ts';

/** The code as it is now, with what it brings, in a folder of its own: a run of an hour does not change under way. */
export interface TestsSubject {
  readonly code: typeof subject;
  readonly remove: () => void;
}

const requireForCommonJs =
  "import{createRequire as benchRequire}from'node:module';const require=benchRequire(import.meta.url);";

export async function buildTestsSubject(): Promise<TestsSubject> {
  const root = join(import.meta.dirname, '../..');
  const folder = mkdtempSync(join(tmpdir(), 'galley-tests-subject-'));
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'bench/tests/subject.ts', out: 'subject' },
      { in: 'src/run/typecheck/child/main.ts', out: 'type-check-child' },
    ],
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: ['node-llama-cpp', '@ast-grep/napi', 'oxc-parser', '@babel/preset-typescript'],
    banner: { js: requireForCommonJs },
    logLevel: 'warning',
  });
  copyGrammars(root, join(folder, 'wasm'));
  copyRunnerHooks(root, folder);
  // Found where a package finds what it depends on.
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['@ast-grep', 'oxc-parser'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  // Taken for ES modules by what stands beside them.
  symlinkSync(join(root, 'package.json'), join(folder, 'package.json'));
  const code = (await import(pathToFileURL(join(folder, 'subject.js')).href)) as TestsSubject['code'];
  return { code, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

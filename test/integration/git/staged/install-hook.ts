import { buildSync } from 'esbuild';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../make-repository.ts';
import type { StagedOutcome } from '../../../../src/review/ports.ts';

/** What the hook says that it did. */
export interface HookReport {
  readonly stop: string;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly outcomes: readonly StagedOutcome[];
  readonly added: readonly { readonly path: string; readonly added: readonly unknown[] }[];
  readonly error?: string;
}

/** Builds the hook as one file and returns its folder, for `core.hooksPath`. Like a real one it never stops a commit. */
export function buildHook(): string {
  const folder = makeFolder();
  const outfile = join(folder, 'hook.mjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, 'hook-under-test.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  mkdirSync(join(folder, 'hooks'));
  writeFileSync(
    join(folder, 'hooks/pre-commit'),
    `#!/bin/sh\n# The shell says of a process that it was killed.\nexec 2>/dev/null\n"${process.execPath}" "${outfile}" || true\n`,
    {
      mode: 0o755,
    },
  );
  return join(folder, 'hooks');
}

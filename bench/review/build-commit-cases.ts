import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import type { ReviewCase } from './case.ts';
import { isClean } from './case.ts';
import { readCommitCases } from './commit-cases.ts';
import { isKeptAside } from './kept-aside.ts';

/**
 * Builds the cases of commits.yml from local clones, one YAML file a case.
 *
 * Usage: npx tsx bench/review/build-commit-cases.ts --clones DIR [--out DIR]
 * Exits with 2 if a clone is missing or a reference does not fit its clone; then nothing is written.
 */
function main(): void {
  const { clones, out } = readArguments();
  const cases = readCommitCases(clones);
  mkdirSync(out, { recursive: true });
  for (const found of cases) writeFileSync(join(out, `${found.id}.yml`), stringify(found, { lineWidth: 0 }));
  const aside = cases.filter(isKeptAside);
  console.log(`${cases.length} cases in ${out}: ${count(cases)}; kept aside: ${count(aside)}`);
}

function readArguments(): { clones: string; out: string } {
  const { values } = parseArgs({ options: { clones: { type: 'string' }, out: { type: 'string' } } });
  if (values.clones === undefined) throw new Error('--clones DIR is missing: the folder with the clones');
  const out = resolve(values.out ?? join(tmpdir(), 'galley-review-commits'));
  const project = resolve(import.meta.dirname, '../..');
  // Other people's code must not get into a commit of ours by accident.
  if (!relative(project, out).startsWith('..')) throw new Error(`--out is inside of the project: ${out}`);
  return { clones: values.clones, out };
}

function count(cases: readonly ReviewCase[]): string {
  const clean = cases.filter(isClean).length;
  return `${cases.length - clean} with bugs, ${clean} clean`;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

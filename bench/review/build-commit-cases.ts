import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import type { ReviewCase } from './case.ts';
import { isClean } from './case.ts';
import { buildCommitCase } from './commit-case.ts';
import type { CommitReference } from './commit-reference.ts';
import { caseIdOf, readReferences } from './commit-reference.ts';
import { isKeptAside } from './kept-aside.ts';
import { findClone, openClone } from './open-clone.ts';

/**
 * Builds the cases of commits.yml from local clones, one YAML file a case.
 *
 * Usage: npx tsx bench/review/build-commit-cases.ts --clones DIR [--out DIR]
 * Exits with 2 if a clone is missing or a reference does not fit its clone; then nothing is written.
 */
function main(): void {
  const { clones, out } = readArguments();
  const references = readReferences();
  const cases = buildCases(references, openClones(references, clones));
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
  return { clones: resolve(values.clones), out };
}

/** Git directories by repository. */
function openClones(references: readonly CommitReference[], clones: string): Map<string, string> {
  const found = new Map<string, string>();
  const missing: string[] = [];
  for (const repository of new Set(references.map((reference) => reference.repository))) {
    const directory = findClone(clones, repository);
    if (directory === undefined) missing.push(repository);
    else found.set(repository, directory);
  }
  if (missing.length > 0) {
    const commands = missing.map(
      (name) => `git clone --bare https://github.com/${name} ${name.replace('/', '+')}`,
    );
    throw new Error([`${missing.length} clones are missing in ${clones}; there:`, ...commands].join('\n  '));
  }
  return found;
}

function buildCases(
  references: readonly CommitReference[],
  clones: ReadonlyMap<string, string>,
): ReviewCase[] {
  const problems: string[] = [];
  const cases = references.flatMap((reference) => {
    try {
      return [buildCommitCase(reference, openClone(clones.get(reference.repository) ?? ''))];
    } catch (error) {
      problems.push(`${caseIdOf(reference)}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return cases;
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

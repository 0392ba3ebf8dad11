import { resolve } from 'node:path';
import type { ReviewCase } from './case.ts';
import { buildCommitCase } from './commit-case.ts';
import type { CommitReference } from './commit-reference.ts';
import { caseIdOf, readReferences } from './commit-reference.ts';
import { findClone, openClone } from './open-clone.ts';

/**
 * The cases of commits.yml, built from local clones in memory.
 *
 * @param clones folder with the clones: see open-clone.ts
 * @throws Error that names every clone that is missing, or every reference that does not fit its clone
 */
export function readCommitCases(clones: string): ReviewCase[] {
  const references = readReferences();
  return buildCases(references, openClones(references, resolve(clones)));
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

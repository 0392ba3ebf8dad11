import type { ReviewCase } from './case.ts';
import { readCommitCases } from './commit-cases.ts';
import { isKeptAside } from './kept-aside.ts';
import { readCases } from './read-cases.ts';

export interface CaseChoice {
  readonly own: boolean;
  /** Folder with the clones of commits.yml; undefined: no reversed commits. */
  readonly clones: string | undefined;
  readonly design: boolean;
  readonly aside: boolean;
  /** Empty: all of them. */
  readonly ids: readonly string[];
}

/**
 * The cases to run: own ones, then reversed and clean commits.
 *
 * @throws Error that names what is wrong with a case file, or which clones are missing
 */
export function chooseCases({ own, clones, design, aside, ids }: CaseChoice): ReviewCase[] {
  const { cases, problems } = own ? readCases() : { cases: [], problems: [] };
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const all = [...cases, ...(clones === undefined ? [] : readCommitCases(clones))];
  const unknown = ids.filter((id) => !all.some((found) => found.id === id));
  if (unknown.length > 0) throw new Error(`no case ${unknown.join(', ')}`);
  const wanted = all.filter((found) => ids.length === 0 || ids.includes(found.id));
  return wanted.filter((found) => (isKeptAside(found) ? aside : design));
}

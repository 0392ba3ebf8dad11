import type { ReviewCase } from './case.ts';
import { reviewCaseSchema } from './case.ts';
import { readChangedLines } from './changed-lines.ts';
import type { ChangedLineNumbers } from './changed-lines.ts';
import type { CommitReference } from './commit-reference.ts';
import { caseIdOf } from './commit-reference.ts';

const mostChangedLines = 120;
/** How far from a removal a line may be that stands for it. */
const reach = 3;

/** What a clone of the repository answers. `revision` is a commit or its parent, `<hash>^`. */
export interface CommitReader {
  /** The text of a file; empty if the commit has none at that path. Throws if it has one that can't be read. */
  readonly read: (revision: string, path: string) => string;
  /** The diff of one file without context lines. */
  readonly diff: (base: string, head: string, path: string) => string;
}

/** The case of a reference. Throws an Error that names what does not fit the repository. */
export function buildCommitCase(reference: CommitReference, reader: CommitReader): ReviewCase {
  const { repository, commit, language, title, kind, paths, bugs = [] } = reference;
  const parent = `${commit}^`;
  const [base, head] = bugs.length > 0 ? [commit, parent] : [parent, commit];
  const files = paths.map((path) => ({
    path,
    before: reader.read(base, path),
    after: reader.read(head, path),
  }));
  const changes = new Map(paths.map((path) => [path, readChangedLines(reader.diff(base, head, path))]));
  checkSize(changes);
  return reviewCaseSchema.parse({
    id: caseIdOf(reference),
    language,
    title,
    kind,
    files,
    bugs: bugs.map((bug) => {
      const text = files.find(({ path }) => path === bug.path)?.after ?? '';
      const [quote, ...also] = quoteLines(bug, text, changes.get(bug.path));
      return { quote, also, ...bug };
    }),
    source: { repository, commit },
  });
}

function checkSize(changes: ReadonlyMap<string, ChangedLineNumbers>): void {
  for (const [path, { size }] of changes) if (size === 0) throw new Error(`${path} does not change`);
  const size = [...changes.values()].reduce((sum, change) => sum + change.size, 0);
  if (size > mostChangedLines) throw new Error(`${size} changed lines, more than ${mostChangedLines}`);
}

type Blame = NonNullable<CommitReference['bugs']>[number];

function quoteLines(
  { path, lines, removal }: Blame,
  text: string,
  change: ChangedLineNumbers | undefined,
): string[] {
  const all = text.split('\n');
  return lines.map((line) => {
    const fits =
      removal === true
        ? change?.removedAfter.some((after) => line > after - reach && line <= after + reach)
        : change?.added.has(line);
    if (fits !== true) {
      throw new Error(`${path}:${line} is not ${removal === true ? 'next to a removal' : 'an added line'}`);
    }
    return all[line - 1]?.trim() ?? '';
  });
}

import type { FileChange, Hunk, Line } from '../../src/change/change.ts';
import type { Finding } from '../../src/finding/finding.ts';
import type { ReviewCase } from './case.ts';

/** What decided a finding. */
export const findingSources = ['rule', 'probe', 'form'] as const;
export type FindingSource = (typeof findingSources)[number];

/** What of a finding is compared and listed. */
export type SaidFinding = Pick<Finding, 'anchor' | 'severity' | 'rule' | 'title'>;

/** A finding that was said, compared with the known bugs of its case. */
export interface JudgedFinding {
  readonly finding: SaidFinding;
  readonly source: FindingSource;
  /** Whether it hits a bug; undefined for an `info` finding, which claims none. */
  readonly isTrue: boolean | undefined;
  /** Indexes into the case's bugs: those that it hits, and those of them whose blamed line it covers. */
  readonly hits: readonly number[];
  readonly onLine: readonly number[];
}

/** Head lines, 1-based. */
export interface BugLines {
  readonly path: string;
  /** The line to blame, first; then those that may rightly carry the comment. */
  readonly blamed: readonly number[];
  readonly also: readonly number[];
}

type Bug = ReviewCase['bugs'][number];

/** Where the bug of a case stands in its Change: once for each file that holds such added lines. */
export function linesOfBug(bug: Bug, files: readonly FileChange[]): BugLines[] {
  if (bug.path !== undefined && bug.lines !== undefined)
    return [{ path: bug.path, blamed: bug.lines.slice(0, 1), also: bug.lines.slice(1) }];
  return files.flatMap((file) => {
    const added = file.hunks.flatMap((hunk) => hunk.lines.filter((line) => line.side === 'head'));
    const numbersOf = (texts: readonly string[]): number[] =>
      added.flatMap((line) => (texts.includes(line.text.trim()) ? (line.headLine ?? []) : []));
    const [blamed, also] = [numbersOf([bug.quote]), numbersOf(bug.also)];
    return blamed.length + also.length === 0 ? [] : [{ path: file.path, blamed, also }];
  });
}

/**
 * Compares what was said with what is known. A finding hits a bug when its lines touch one of the bug's; one on removed
 * lines only where the bug is the removal.
 *
 * @param said without those that were folded
 * @param files the case's Change
 */
export function judgeFindings(
  { kind, bugs }: Pick<ReviewCase, 'kind' | 'bugs'>,
  said: readonly SaidFinding[],
  files: readonly FileChange[],
): JudgedFinding[] {
  const places = bugs.map((bug) => ({
    isRemoval: bug.removal === true || kind === 'removed-check',
    lines: linesOfBug(bug, files),
  }));
  return said.map((finding) => {
    const touching = (pick: (lines: BugLines) => readonly number[]): number[] =>
      places.flatMap(({ isRemoval, lines }, index) =>
        lines.some((one) => touches(finding, isRemoval, one.path, pick(one), files)) ? [index] : [],
      );
    const hits = touching(({ blamed, also }) => [...blamed, ...also]);
    return {
      finding,
      source: sourceOf(finding),
      isTrue: finding.severity === 'info' ? undefined : hits.length > 0,
      hits,
      onLine: touching(({ blamed }) => blamed),
    };
  });
}

export function sourceOf({ rule }: Pick<Finding, 'rule'>): FindingSource {
  if (rule.startsWith('probe/')) return 'probe';
  return rule.startsWith('model/') ? 'form' : 'rule';
}

function touches(
  { anchor }: SaidFinding,
  isRemoval: boolean,
  path: string,
  lines: readonly number[],
  files: readonly FileChange[],
): boolean {
  if (anchor.side === 'file' || anchor.path !== path) return false;
  const { startLine, endLine } = anchor;
  if (anchor.side === 'head') return lines.some((line) => startLine <= line && line <= endLine);
  if (!isRemoval) return false;
  const hunks = files.filter((file) => file.path === path).flatMap((file) => file.hunks);
  return hunks.some((hunk) => lines.some((line) => besideRemoval(hunk, startLine, endLine).includes(line)));
}

/** The head lines of the run of changed lines that holds the removed ones, and the line on either side of the run. */
function besideRemoval({ lines }: Hunk, startLine: number, endLine: number): number[] {
  const isRemoved = ({ side, baseLine = 0 }: Line): boolean =>
    side === 'base' && startLine <= baseLine && baseLine <= endLine;
  return lines.flatMap((line, index) => {
    if (!isRemoved(line)) return [];
    const above = lines.slice(0, index).findLastIndex(({ side }) => side === 'both');
    const below = lines.findIndex(({ side }, other) => other > index && side === 'both');
    const run = lines.slice(Math.max(above, 0), below === -1 ? undefined : below + 1);
    return run.flatMap(({ headLine }) => headLine ?? []);
  });
}

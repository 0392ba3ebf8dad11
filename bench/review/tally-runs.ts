import type { ReviewCase } from './case.ts';
import { isClean } from './case.ts';
import type { Cost } from './note-replies.ts';
import { addCosts, noCost } from './note-replies.ts';
import type { FindingSource, JudgedFinding } from './score-case.ts';

/** What one configuration made of one case. */
export interface CaseRun {
  readonly found: ReviewCase;
  readonly findings: readonly JudgedFinding[];
  /** Why the run is broken: it threw, or it left something out. Empty: it is whole. */
  readonly broken: string;
  readonly cost: Cost;
}

/** What many runs came to. */
export interface Tally {
  readonly cases: number;
  readonly bugs: number;
  /** Bugs that some finding hits, and those of them hit on the blamed line. */
  readonly found: number;
  readonly onLine: number;
  /** Findings that hit a bug, and those that hit none, also in clean cases. */
  readonly trueFindings: number;
  readonly falseFindings: number;
  /** Findings of severity `info`: neither true nor false. */
  readonly infos: number;
  readonly clean: number;
  /** Clean cases with neither a finding nor a broken run. */
  readonly silent: number;
  readonly broken: number;
  readonly cost: Cost;
}

/** @param source only findings from there count; undefined: all */
export function tallyRuns(runs: readonly CaseRun[], source?: FindingSource): Tally {
  const counted = runs.map((run) => ({ ...run, findings: run.findings.filter((one) => isOf(one, source)) }));
  const clean = counted.filter(({ found }) => isClean(found));
  const findings = counted.flatMap((run) => run.findings);
  const sum = (count: (run: CaseRun) => number): number => counted.reduce((all, run) => all + count(run), 0);
  return {
    cases: runs.length,
    bugs: sum(({ found }) => found.bugs.length),
    found: sum((run) => hitBugs(run).size),
    onLine: sum((run) => new Set(claims(run).flatMap(({ onLine }) => onLine)).size),
    trueFindings: findings.filter(({ isTrue }) => isTrue === true).length,
    falseFindings: findings.filter(({ isTrue }) => isTrue === false).length,
    infos: findings.filter(({ isTrue }) => isTrue === undefined).length,
    clean: clean.length,
    silent: clean.filter((run) => run.broken === '' && claims(run).length === 0).length,
    broken: runs.filter(({ broken }) => broken !== '').length,
    cost: runs.map(({ cost }) => cost).reduce(addCosts, noCost),
  };
}

/** Indexes of the bugs that findings of the source hit. */
export function hitBugs(
  { findings }: Pick<CaseRun, 'findings'>,
  source?: FindingSource,
): ReadonlySet<number> {
  const own = findings.filter((one) => isOf(one, source) && one.isTrue !== undefined);
  return new Set(own.flatMap(({ hits }) => hits));
}

function claims({ findings }: CaseRun): JudgedFinding[] {
  return findings.filter(({ isTrue }) => isTrue !== undefined);
}

function isOf(finding: JudgedFinding, source: FindingSource | undefined): boolean {
  return source === undefined || finding.source === source;
}

import type { FileCoverage, Gap, LostLines, PatchCoverage, Tally } from '../../coverage/gap.ts';
import { describeLines, groupDigits, plural } from '../describe-finding.ts';
import { inertLine, inertName } from '../../safety/inert-text.ts';

/**
 * What tests reach of the change, in one line, safe to print: `12 of 15 statements, 3 of 7 arms`, `nothing measurable`.
 * Never a percentage: 100 % of nothing is no news.
 */
export function describeTallies({
  statements,
  functions,
  branches,
}: Pick<PatchCoverage, 'statements' | 'functions' | 'branches'>): string {
  const told = [
    describeTally(statements, 'statement'),
    // Where statements are known, functions add nothing that a person wants to count.
    statements.total === 0 ? describeTally(functions, 'function') : '',
    describeTally(branches, 'arm'),
  ].filter((text) => text !== '');
  return told.join(', ') || 'nothing measurable';
}

/** `patch coverage: 12 of 15 statements, 3 of 7 arms; 1 file without data`. */
export function describePatch(coverage: PatchCoverage): string {
  const unknown = coverage.files.filter(({ state }) => state === 'no-data').length;
  const isKnown = coverage.files.some(({ state }) => state !== 'no-data');
  const tallies = isKnown || unknown === 0 ? [describeTallies(coverage)] : [];
  const more = unknown === 0 ? [] : [`${plural(unknown, 'file')} without data`];
  return `patch coverage: ${[...tallies, ...more].join('; ')}`;
}

function describeTally({ covered, total }: Tally, word: string): string {
  return total === 0 ? '' : `${groupDigits(covered)} of ${plural(total, word)}`;
}

/** What is wrong, without its place: `else never taken, needs x falsy`; safe to print. */
export function describeGap(gap: Pick<Gap, 'kind' | 'arm' | 'condition' | 'certainty'>): string {
  const condition = inertLine(gap.condition);
  const doubt = gap.certainty === 'low' ? ' (less certain: data of V8)' : '';
  return `${describeKind(gap)}${condition === '' ? '' : `, ${condition}`}${doubt}`;
}

function describeKind({ kind, arm }: Pick<Gap, 'kind' | 'arm'>): string {
  switch (kind) {
    case 'statement':
      return 'never run';
    case 'function':
      return 'never called';
    case 'branch':
      return arm === '' ? 'a branch never taken' : `${inertLine(arm)} never taken`;
    case 'file':
      return 'loaded by no test';
  }
}

/** Why a file is not simply measured, safe to print; empty for one that is. */
export function describeState({ state, reason }: Pick<FileCoverage, 'state' | 'reason'>): string {
  const why = inertLine(reason);
  switch (state) {
    case 'measured':
      return why;
    case 'not-loaded':
      return why === '' ? 'loaded by no test' : why;
    case 'unmeasurable':
      return why === '' ? 'nothing measurable' : why;
    case 'no-data':
      return why === '' ? 'no data' : why;
  }
}

/** `src/a.ts:3-9`, each once. */
export function describeLost(lost: readonly LostLines[]): readonly string[] {
  return lost.map((lines) => `${inertName(lines.path)}:${describeLines(lines)}`);
}

import { addedArms } from '../../coverage/added-arms.ts';
import { addedLines, type AddedLines } from '../../coverage/added-lines.ts';
import { createMatchDecision } from '../../coverage/match-decision.ts';
import { createNameFunction } from '../../coverage/name-function.ts';
import { ownLines } from '../../coverage/own-lines.ts';
import { comparePlaces } from '../../coverage/place.ts';
import type { FileHits } from '../../coverage/report.ts';
import { inertName } from '../../safety/inert-text.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { SourceFile } from './source-file.ts';

/**
 * LCOV of what the change added and nothing else. A line counts as reached when all that begins on it is, and so
 * `if (x) return` whose return never runs does not.
 */
export function renderPatchLcov({ sources }: CoverageReport): string {
  return sources.map(renderFile).join('') || 'TN:\n';
}

function renderFile({ file, hits, facts }: SourceFile): string {
  if (hits === undefined) return '';
  const added = addedLines(file, facts);
  const records = [
    ...renderFunctions(hits, added, facts),
    ...renderArms(hits, added, facts),
    ...renderLines(hits, added),
  ];
  if (records.length === 0) return '';
  return ['TN:', `SF:${inertName(file.path)}`, ...records, 'end_of_record', ''].join('\n');
}

function renderFunctions(report: FileHits, added: AddedLines, facts: SourceFile['facts']): readonly string[] {
  const names = createNameFunction(report, facts);
  const declared = report.functions
    .filter(({ declaration }) => added.within(declaration).length > 0)
    .map((fn, index) => ({
      name: inertName(names.nameOf(fn) || `(anonymous_${index})`).replaceAll(',', ' '),
      line: fn.declaration.startLine,
      hits: fn.hits,
    }));
  if (declared.length === 0) return [];
  return [
    ...declared.map(({ name, line }) => `FN:${line},${name}`),
    ...declared.map(({ name, hits }) => `FNDA:${hits},${name}`),
    ...sum('FN', declared),
  ];
}

function renderArms(hits: FileHits, added: AddedLines, facts: SourceFile['facts']): readonly string[] {
  const matchDecision = createMatchDecision(facts);
  const branches = [...hits.branches].sort((a, b) => comparePlaces(a.place, b.place));
  const arms = branches.flatMap((branch, block) =>
    addedArms(branch, matchDecision(branch), added).map((arm) => ({ block, ...arm })),
  );
  if (arms.length === 0) return [];
  return [
    ...arms.map(
      ({ startLine, block, index, hits: taken }) => `BRDA:${startLine},${block},${index ?? 0},${taken}`,
    ),
    ...sum('BR', arms),
  ];
}

function renderLines({ statements }: FileHits, added: AddedLines): readonly string[] {
  const least = new Map<number, number>();
  for (const { statement, lines } of ownLines(statements, added))
    for (const line of lines) least.set(line, Math.min(least.get(line) ?? Infinity, statement.hits));
  if (least.size === 0) return [];
  const rows = [...least].sort(([a], [b]) => a - b).map(([line, hits]) => ({ line, hits }));
  return [...rows.map(({ line, hits }) => `DA:${line},${hits}`), ...sum('L', rows)];
}

/** How many there are, and how many are reached. */
function sum(kind: 'FN' | 'BR' | 'L', all: readonly { readonly hits: number }[]): readonly string[] {
  return [`${kind}F:${all.length}`, `${kind}H:${all.filter(({ hits }) => hits > 0).length}`];
}

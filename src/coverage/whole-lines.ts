import type { CodeFacts, DecisionArm } from './code-facts.ts';
import { comparePlaces } from './place.ts';
import { refineBlocks } from './refine-blocks.ts';
import type { BranchHits, FileHits, Place } from './report.ts';

/**
 * Whether hits of lines were made from V8's ranges, as c8 and node's own runner do: they list blank lines and comments too,
 * and know branches of one arm alone.
 */
export function isOfWholeLines(
  { path, unit, branches, statements }: FileHits,
  { inertLines }: CodeFacts,
): boolean {
  return (
    unit === 'line' &&
    /\.[cm]?[jt]sx?$/.test(path) &&
    branches.length > 0 &&
    branches.every(({ kind, arms }) => kind === 'line' && arms.length === 1) &&
    statements.some(({ place }) => inertLines.has(place.startLine))
  );
}

/** Hits of such lines, and of blocks whose end is not known, put onto a map of the same text. */
export function refineWholeLines(hits: FileHits, map: FileHits, facts: CodeFacts): FileHits {
  const { blocks, unclear } = findBlocks(hits, facts);
  const refined = refineBlocks({ ...hits, branches: blocks, certainty: 'low' }, map, facts);
  const isUnclear = ({ startLine }: Place): boolean => unclear.has(startLine);
  const first = new Set<number>();
  return {
    ...refined,
    // Of a line on which something is missed, only the beginning is known to run.
    statements: [...refined.statements]
      .sort((a, b) => comparePlaces(a.place, b.place))
      .filter(
        ({ place }) => !isUnclear(place) || (!first.has(place.startLine) && first.add(place.startLine)),
      ),
    branches: [
      ...refined.branches.filter(
        ({ place, arms }) => !isUnclear(place) && !arms.some((arm) => arm.place && isUnclear(arm.place)),
      ),
      ...unclear.values(),
    ],
  };
}

/** A block that never runs is the code of an arm that begins on its line, where there are as many of one as of the other. */
function findBlocks(
  { branches }: FileHits,
  { decisions }: CodeFacts,
): { readonly blocks: BranchHits[]; readonly unclear: Map<number, BranchHits> } {
  const exact = branches.filter(hasEnd);
  const missed = branches.filter((branch) => !hasEnd(branch) && branch.arms[0]?.hits === 0);
  const arms = decisions
    .filter(({ kind }) => kind !== 'default-arg' && kind !== 'try')
    .flatMap((decision) => decision.arms);
  const unclear = new Map<number, BranchHits>();
  const blocks: BranchHits[] = [...exact];
  for (const branch of missed) {
    const line = branch.place.startLine;
    const here = arms.flatMap((arm) => blocksOn(arm, line));
    if (here.length === missed.filter(({ place }) => place.startLine === line).length)
      blocks.push(...here.map(blockAt));
    else
      unclear.set(line, {
        ...branch,
        kind: 'line',
        arms: [{ place: undefined, hits: 0, name: 'something on this line' }],
      });
  }
  return { blocks, unclear };
}

/** A block whose end is not known, such as behind a source map, may hold anything on its line. */
function hasEnd({ kind, place }: BranchHits): boolean {
  return kind === 'block' && (place.endColumn !== undefined || place.startLine < place.endLine);
}

/** Of operands the first one is no block. */
function blocksOn({ place, name }: DecisionArm, line: number): Place[] {
  return place?.startLine !== line || /^(?:left|start) of /.test(name) ? [] : [place];
}

function blockAt(place: Place): BranchHits {
  return { kind: 'block', place, arms: [{ place, hits: 0 }] };
}

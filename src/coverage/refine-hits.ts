import type { CodeFacts } from './code-facts.ts';
import type { FileHits } from './report.ts';
import { refineBlocks } from './refine-blocks.ts';
import { refineRuns } from './refine-runs.ts';
import { refineLines } from './refine-lines.ts';
import { isOfWholeLines, refineWholeLines } from './whole-lines.ts';

/**
 * Puts hits of lines, or of V8's blocks, onto a map of the statements, functions and arms of the same text. What the hits
 * do not tell is left out, not guessed: it counts neither as reached nor as missed.
 *
 * @param map all hits 0
 */
export function refineHits(hits: FileHits, map: FileHits, facts: CodeFacts | undefined): FileHits {
  if (isOfBlocks(hits) || (facts !== undefined && isOfWholeLines(hits, facts)))
    return facts === undefined ? refineBlocks(hits, map, facts) : refineWholeLines(hits, map, facts);
  if (hits.unit === 'block') return refineRuns(hits, map, facts);
  return hits.unit === 'line' ? refineLines(hits, map, facts) : hits;
}

/** Whether hits are of a kind that a map makes better. */
export function isRefinable(hits: FileHits): boolean {
  return hits.unit !== 'statement' || isOfBlocks(hits);
}

/** What converters make of V8's ranges: a statement a line, and a branch a block. */
function isOfBlocks({ certainty, branches, unit }: FileHits): boolean {
  return certainty === 'low' && (unit === 'line' || branches.some(({ kind }) => kind === 'block'));
}

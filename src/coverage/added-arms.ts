import type { AddedLines } from './added-lines.ts';
import type { DecisionArm } from './code-facts.ts';
import type { MatchedBranch } from './match-decision.ts';
import { nameArm } from './name-arm.ts';
import { isSamePlace } from './place.ts';
import type { BranchHits, Place } from './report.ts';

/** One arm of a branch that the change added, or whose condition it changed. */
export interface AddedArm {
  /** Position in the report. */
  readonly index: number;
  readonly hits: number;
  readonly name: string;
  /** What must hold for it to be taken, beside the path to the branch; empty: nobody knows. */
  readonly needs: string;
  /** Its own code; undefined for an arm without any. */
  readonly own: Place | undefined;
  /** Added lines that stand for it: of its own code, else of what decides. */
  readonly startLine: number;
  readonly endLine: number;
}

export function addedArms(branch: BranchHits, matched: MatchedBranch, added: AddedLines): AddedArm[] {
  const [deciding] = added.within(decidingLines(branch, matched));
  return branch.arms.flatMap(({ hits }, index): AddedArm[] => {
    const known = matched.arms[index];
    const own = ownPlace(branch, index, known);
    const lines = linesOf(own, deciding, added);
    if (lines === undefined) return [];
    const name = known?.name ?? nameArm(branch, index);
    return [{ index, hits, name, needs: known?.needs ?? '', own, ...lines }];
  });
}

/** The first arm of an `if` has the place of the whole in a report: up to its else, as far as that is known. */
function ownPlace(branch: BranchHits, index: number, known: DecisionArm | undefined): Place | undefined {
  if (known !== undefined) return known.place;
  const place = branch.arms[index]?.place;
  if (place === undefined || branch.kind !== 'if' || !isSamePlace(place, branch.place)) return place;
  const alternate = branch.arms.find((arm) => arm.place !== undefined && arm.place !== place)?.place;
  if (alternate === undefined) return place;
  return { ...place, endLine: alternate.startLine, endColumn: alternate.startColumn };
}

function linesOf(
  own: Place | undefined,
  deciding: number | undefined,
  added: AddedLines,
): Pick<AddedArm, 'startLine' | 'endLine'> | undefined {
  const [first] = own === undefined ? [] : added.within(own);
  if (own !== undefined && first !== undefined && (first === own.startLine || deciding === undefined))
    return { startLine: first, endLine: added.lastJoined(first, own.endLine) };
  return deciding === undefined ? undefined : { startLine: deciding, endLine: deciding };
}

/** Operands and blocks are looked at one by one: nothing decides about all of them. */
function decidingLines({ kind, place }: BranchHits, { decision }: MatchedBranch): Place {
  if (kind === 'binary-expr' || kind === 'block') return noLines;
  if (kind === 'default-arg') return place;
  return { ...place, endLine: decision?.condition?.endLine ?? place.startLine };
}

const noLines: Place = { startLine: 1, startColumn: undefined, endLine: 0, endColumn: undefined };

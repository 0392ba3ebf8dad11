import type { AddedLines } from './added-lines.ts';
import { addedArms, type AddedArm } from './added-arms.ts';
import type { ListedFunction } from './function-gaps.ts';
import type { Gap, Tally } from './gap.ts';
import type { MatchDecision } from './match-decision.ts';
import { newGap, type AboutFile } from './new-gap.ts';
import { comparePlaces, containsPlace, startsIn } from './place.ts';
import type { BranchHits, Place, StatementHits } from './report.ts';
import { addTallies, tallyOf } from './tally.ts';

export interface BranchGapInput {
  readonly branches: readonly BranchHits[];
  readonly matchDecision: MatchDecision;
  /** What has a Gap of its own already. */
  readonly listed: {
    readonly functions: readonly ListedFunction[];
    readonly statements: readonly StatementHits[];
  };
  readonly added: AddedLines;
  readonly about: AboutFile;
}

export interface BranchGaps {
  readonly gaps: readonly Gap[];
  /** Arms that are not reached, which other Gaps say already. */
  readonly implied: readonly Gap[];
  /** Of all added arms, the implied ones too. */
  readonly tally: Tally;
}

/** Arms that the change added, or whose condition it changed, and that no test takes. */
export function findBranchGaps(input: BranchGapInput): BranchGaps {
  const { branches, matchDecision, added, about } = input;
  const gaps: Gap[] = [];
  const implied: Gap[] = [];
  const tallies: Tally[] = [];
  const missed = missedCode(input);
  for (const branch of [...branches].sort((a, b) => comparePlaces(a.place, b.place))) {
    const isMissed = missed.some((place) => containsPlace(place, branch.place));
    if (branch.counted !== undefined) {
      const found = countedGap(branch, branch.counted, input);
      if (found === undefined) continue;
      tallies.push(branch.counted);
      if (found.gap) (isMissed ? implied : gaps).push(found.gap);
      continue;
    }
    const arms = addedArms(branch, matchDecision(branch), added);
    tallies.push(tallyOf(arms.map(({ hits }) => hits)));
    for (const arm of arms.filter(({ hits }) => hits === 0)) {
      const gap = gapOf(arm, branch, about);
      if (isMissed || hasListedCode(arm, input)) implied.push(gap);
      else {
        gaps.push(gap);
        if (arm.own !== undefined) missed.push(arm.own);
      }
    }
  }
  return { gaps, implied, tally: addTallies(tallies) };
}

/** Code that is known not to be reached: decisions in it need not be told about. */
function missedCode({ listed }: BranchGapInput): Place[] {
  return [
    ...listed.statements.map(({ place }) => place),
    ...listed.functions.map(({ function: { declaration, body } }) => ({
      startLine: declaration.startLine,
      startColumn: declaration.startColumn,
      endLine: body.endLine,
      endColumn: body.endColumn,
    })),
  ];
}

/** The arm is not taken because the very code in it, which has a Gap, is not reached. */
function hasListedCode({ own }: AddedArm, { listed }: BranchGapInput): boolean {
  return own !== undefined && listed.statements.some(({ place }) => startsIn(own, place));
}

function gapOf(arm: AddedArm, branch: BranchHits, about: AboutFile): Gap {
  const { startLine, endLine, own, name, index, needs } = arm;
  const decides = branch.place;
  const place = own ?? decides;
  const lines = { startLine, endLine, place, decides };
  return newGap(about, { kind: 'branch', ...lines, arm: name, armIndex: index }, needs);
}

/** Formats that only count arms: which one is missing, nobody knows. */
function countedGap(
  { place }: BranchHits,
  { covered, total }: Tally,
  { added, about }: BranchGapInput,
): { readonly gap: Gap | undefined } | undefined {
  const [line] = added.within({ ...place, endLine: place.startLine });
  if (line === undefined) return undefined;
  if (covered >= total) return { gap: undefined };
  const arm = `${total - covered} of ${total} arms`;
  const lines = { startLine: line, endLine: line, place, decides: place };
  return { gap: newGap(about, { kind: 'branch', ...lines, arm }, '') };
}

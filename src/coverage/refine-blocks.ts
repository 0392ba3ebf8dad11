import type { CodeFacts } from './code-facts.ts';
import { lineHits } from './line-hits.ts';
import { createMatchDecision } from './match-decision.ts';
import { matchFunctions } from './match-functions.ts';
import { comparePlaces, containsPlace } from './place.ts';
import type { ArmHits, BranchHits, FileHits, FunctionHits, Place } from './report.ts';

/**
 * Hits of V8's blocks, put onto a map of the same text. V8 counts functions and blocks: code is reached as often as the
 * innermost of them around it. An arm without code of its own is taken as often as the decision is met and its other arm is
 * not. Of default values V8 says nothing.
 */
export function refineBlocks(hits: FileHits, map: FileHits, facts: CodeFacts | undefined): FileHits {
  const called = matchFunctions(hits, map);
  const countAt = createCountAt(hits, called);
  const matchDecision = createMatchDecision(facts);
  const statements = map.statements.flatMap(({ place }) => {
    const count = countAt(place);
    return count === undefined ? [] : [{ place, hits: count }];
  });
  const functions = map.functions.flatMap((fn) => {
    const count = called.find(({ body }) => body === fn.body)?.hits ?? countAt(fn.body);
    return count === undefined ? [] : [{ ...fn, hits: count }];
  });
  const branches = map.branches.flatMap((branch): BranchHits[] => {
    const met = countAt(branch.place);
    if (met === undefined || branch.kind === 'default-arg') return [];
    const { arms } = matchDecision(branch);
    const places = branch.arms.map((arm, index) => arms[index]?.place ?? arm.place);
    const counts = places.map((place) => place && countAt(place));
    const taken = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    // Without a place, and where arms are not told apart, by what is left.
    const rest = Math.max(0, met - taken);
    return [
      { ...branch, arms: branch.arms.map(({ place }, i): ArmHits => ({ place, hits: counts[i] ?? rest })) },
    ];
  });
  return { ...hits, unit: 'statement', statements, functions, branches };
}

/** How often code is reached; undefined: nobody knows. */
type CountAt = (place: Place) => number | undefined;

function createCountAt(hits: FileHits, called: readonly FunctionHits[]): CountAt {
  const lines = lineHits(hits);
  const blocks = [
    ...hits.branches.flatMap(({ arms }) =>
      arms.flatMap(({ place, hits: count }) => (place ? [{ place, count }] : [])),
    ),
    ...called.map(({ declaration, body, hits: count }) => ({
      place: whole(declaration, body),
      count,
    })),
  ].sort((a, b) => comparePlaces(a.place, b.place));
  return (place) => {
    const around = blocks.findLast((block) => containsPlace(block.place, place));
    const line = lines.get(place.startLine);
    return around?.count ?? line;
  };
}

function whole(declaration: Place, body: Place): Place {
  return {
    startLine: declaration.startLine,
    startColumn: declaration.startColumn,
    endLine: body.endLine,
    endColumn: body.endColumn,
  };
}

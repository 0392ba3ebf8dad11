import type { FileChange } from '../change/change.ts';
import { addedLines } from './added-lines.ts';
import { findBranchGaps } from './branch-gaps.ts';
import type { CodeFacts } from './code-facts.ts';
import { findFunctionGaps } from './function-gaps.ts';
import type { Gap, Tally } from './gap.ts';
import { createMatchDecision } from './match-decision.ts';
import { createNameFunction } from './name-function.ts';
import { ownLines } from './own-lines.ts';
import { comparePlaces } from './place.ts';
import type { FileHits } from './report.ts';
import { findStatementGaps } from './statement-gaps.ts';

/** One changed file, what tests reach of it, and what a parser knows of it. */
export interface MeasuredFile {
  readonly file: FileChange;
  readonly hits: FileHits;
  /** Undefined for a language without a parser, and where the text is not known. */
  readonly facts: CodeFacts | undefined;
}

export interface FoundGaps {
  /** In the order of their places. What is implied by another one is left out, and counted all the same. */
  readonly gaps: readonly Gap[];
  /** Arms that are not reached because the code around them is not, or whose own code is listed. */
  readonly implied: readonly Gap[];
  /** Of what the change added. */
  readonly statements: Tally;
  readonly functions: Tally;
  readonly branches: Tally;
}

/** What the change adds to one file and no test reaches. */
export function findGaps({ file, hits, facts }: MeasuredFile): FoundGaps {
  const added = addedLines(file, facts);
  const owned = ownLines(hits.statements, added);
  const names = createNameFunction(hits, facts);
  const about = { path: file.path, certainty: hits.certainty, facts, names };
  const functions = findFunctionGaps({ functions: hits.functions, owned, added, about });
  const statements = findStatementGaps({
    owned,
    all: hits.functions,
    functions: functions.listed,
    added,
    about,
  });
  const branches = findBranchGaps({
    branches: hits.branches,
    matchDecision: createMatchDecision(facts),
    listed: { functions: functions.listed, statements: statements.listed },
    added,
    about,
  });
  return {
    gaps: [...functions.gaps, ...statements.gaps, ...branches.gaps].sort(compareGaps),
    implied: [...branches.implied].sort(compareGaps),
    statements: statements.tally,
    functions: functions.tally,
    branches: branches.tally,
  };
}

function compareGaps(a: Gap, b: Gap): number {
  return (
    a.startLine - b.startLine || comparePlaces(a.place, b.place) || (a.armIndex ?? -1) - (b.armIndex ?? -1)
  );
}

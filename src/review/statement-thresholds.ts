import { statementParts, type StatementPart } from '../docstring/statements.ts';
import { measuredStatements, type StatementScores } from '../probe/measured-statements.ts';
import { separation } from '../probe/separation.ts';
import { leastSeparation } from '../probe/set-threshold.ts';

/** By part, the lowest log odds of Yes with which a statement stays; parts that are missing are not asked about. */
export type StatementThresholds = Readonly<Partial<Record<StatementPart, number>>>;

/** True statements given up for the wrong ones that go with them. Saying nothing beats a wrong comment. */
const givenUp = 0.5;

/** Fewer of either kind say nothing. */
const leastScores = 5;

/**
 * The thresholds of a model, found by its name: other weights of the same name leave out more or less, and nothing unproved
 * is written either way. Empty for a model that nobody measured: nothing is asked then.
 *
 * @param model as its server names it, such as `qwen2.5-coder:1.5b`
 */
export function statementThresholds(model: string): StatementThresholds {
  const measured = measuredStatements.find(({ names }) => names.test(model));
  if (measured === undefined) return {};
  return Object.fromEntries(
    statementParts.flatMap((part) => {
      const threshold = thresholdOf(measured.scores[part]);
      return threshold === undefined ? [] : [[part, threshold]];
    }),
  );
}

/** Undefined where true and wrong statements score too much alike to ask. */
export function thresholdOf({ right, wrong }: StatementScores): number | undefined {
  if (right.length < leastScores || wrong.length < leastScores) return undefined;
  // What is looked for with a high score is the true one here.
  if (separation(right, wrong) < leastSeparation) return undefined;
  return right.toSorted((a, b) => a - b)[Math.floor(givenUp * right.length)];
}

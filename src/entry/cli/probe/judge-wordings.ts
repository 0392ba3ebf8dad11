import { separation } from '../../../probe/separation.ts';
import { setThreshold, type Threshold } from '../../../probe/set-threshold.ts';

/** The scores that one wording of a question got; an example without one is missing. */
export interface WordingScores {
  readonly question: string;
  readonly bad: readonly number[];
  readonly good: readonly number[];
  /** Examples that the model answered with neither Yes nor No. */
  readonly unanswered: number;
}

export interface JudgedWording extends WordingScores {
  /** Area under the curve, 0.5 to 1 for a wording that means what it should: see separation.ts. */
  readonly area: number;
  /** Pairs of a bad and a good example, and how many of them are told apart; ties count half. */
  readonly pairs: number;
  readonly apart: number;
  /** From which score on it would speak if sound code scored as its good examples do. */
  readonly threshold: Threshold;
}

export interface WordingVerdict {
  readonly wordings: readonly JudgedWording[];
  /** Position of the best; the first one of equals. */
  readonly best: number;
  readonly separates: boolean;
}

/** A probe below this finds little more than a coin would. */
export const leastArea = 0.75;

/** How well each wording of a probe tells its bad examples from its good ones. At least one wording. */
export function judgeWordings(all: readonly WordingScores[]): WordingVerdict {
  const wordings = all.map((one) => {
    const area = separation(one.bad, one.good);
    const pairs = one.bad.length * one.good.length;
    // Twice, for want of other sound code: fewer places say nothing about false alarms.
    const threshold = setThreshold({ wording: '', bad: one.bad, good: one.good, sound: one.good });
    return { ...one, area, pairs, apart: Math.floor(area * pairs), threshold };
  });
  const highest = Math.max(...wordings.map(({ area }) => area));
  const best = wordings.findIndex(({ area }) => area === highest);
  return { wordings, best, separates: highest >= leastArea };
}

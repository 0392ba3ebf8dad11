import { shareBounds } from './bounds.ts';
import type { Share } from './set-threshold.ts';

/** How often a probe, or all probes of a category together, was right and wrong above its threshold. */
export interface Evidence {
  readonly hits: Share;
  readonly falseAlarms: Share;
}

export interface SupportedConfidence {
  /** Lower bound of the precision, 0 to 1. */
  readonly precision: number;
  /** Scores it rests on. */
  readonly n: number;
}

/**
 * The precision that the evidence supports, by Bayes' rule with the cautious bound of each share: hits as few, false
 * alarms as many as the counts allow.
 *
 * @param soundPerBad how many sound places a probe's trigger finds in real changes for each bad one, as measured by
 *   the bench
 */
export function confidenceOf({ hits, falseAlarms }: Evidence, soundPerBad: number): SupportedConfidence {
  const hitRate = shareBounds(hits.count, hits.of).lower;
  const falseAlarmRate = shareBounds(falseAlarms.count, falseAlarms.of).upper;
  const claimed = hitRate + soundPerBad * falseAlarmRate;
  return { precision: claimed === 0 ? 0 : hitRate / claimed, n: hits.of + falseAlarms.of };
}

/** The evidence of several probes as one. */
export function poolEvidence(all: readonly Evidence[]): Evidence {
  const add = (a: Share, b: Share): Share => ({ count: a.count + b.count, of: a.of + b.of });
  const none: Share = { count: 0, of: 0 };
  return {
    hits: all.map(({ hits }) => hits).reduce(add, none),
    falseAlarms: all.map(({ falseAlarms }) => falseAlarms).reduce(add, none),
  };
}

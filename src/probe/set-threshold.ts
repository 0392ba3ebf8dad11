import type { ProbeScores } from './calibration.ts';
import { separation } from './separation.ts';

/** Where a probe begins to speak on one model, or why it stays silent there. */
export type Threshold =
  | {
      readonly speaks: true;
      /** Lowest score that counts. */
      readonly atLeast: number;
      readonly falseAlarms: Share;
      readonly hits: Share;
    }
  | { readonly speaks: false; readonly reason: string };

export interface Share {
  readonly count: number;
  readonly of: number;
}

/** False alarms accepted on sound code: one place in fifty. */
const acceptedFalseAlarms = 0.02;

/** A probe that finds fewer of its own bad examples is not worth the asking. */
const leastHits = 1 / 3;

/** A probe that tells fewer pairs of its own examples apart guesses: a coin would tell half of them. */
export const leastSeparation = 0.62;

/** Fewer sound places than this say nothing about false alarms. */
export const leastSound = 8;

/** Just above the highest accepted sound score: tables keep two decimals. */
const margin = 0.01;

/**
 * The lowest threshold that keeps the false alarms on sound code and the probe's own good examples within what is
 * accepted. A probe that then misses nearly all of its bad examples does not separate on this model: it is off.
 *
 * @param accepted share of false alarms, 0 to 1; other values than the default are for measurements
 */
export function setThreshold(scores: ProbeScores, accepted = acceptedFalseAlarms): Threshold {
  const apart = separation(scores.bad, scores.good);
  if (scores.bad.length > 0 && scores.good.length > 0 && apart < leastSeparation) {
    const share = Math.round(apart * 100);
    return { speaks: false, reason: `does not separate: ranks ${share} % of its example pairs rightly` };
  }
  const sound = [...scores.sound, ...scores.good].sort((a, b) => b - a);
  if (scores.bad.length === 0 || sound.length < leastSound) {
    return { speaks: false, reason: 'not calibrated: too few scores' };
  }
  const atLeast = (sound[Math.floor(accepted * sound.length)] ?? 0) + margin;
  const hits = { count: scores.bad.filter((score) => score >= atLeast).length, of: scores.bad.length };
  if (hits.count < leastHits * hits.of) {
    return { speaks: false, reason: `does not separate: finds ${hits.count} of its ${hits.of} bad examples` };
  }
  const falseAlarms = { count: sound.filter((score) => score >= atLeast).length, of: sound.length };
  return { speaks: true, atLeast, falseAlarms, hits };
}

import type { CalibrationTable, Grade } from './calibration.ts';
import { setThreshold, type Threshold } from './set-threshold.ts';
import type { Panel } from './voices.ts';

/** With fewer Probes than these a model adds nothing but waiting to the rules. */
const leastSpeaking = 3;

/**
 * Chance lets some Probes pass too: of scores without any meaning, the two highest of 6 bad examples and 20 to 40 sound
 * places are both bad ones in 1 to 5 cases of a hundred. A model of which no larger share passes guesses: qwen2.5-coder 1.5B,
 * with 4 of 79, found one bug and raised one false alarm in all cases of the bench (bench/review/RESULTS.md).
 */
const leastShare = 0.1;

/** What a measured model is good for. */
export function gradeOf({ speaking, silent }: Panel, table: CalibrationTable): Grade {
  const measured = speaking.length + silent.length;
  if (speaking.length < Math.max(leastSpeaking, leastShare * measured)) return 'rules-only';
  return claimThreshold(table).speaks ? 'probes+forms' : 'probes';
}

/** From which score on the model's own remarks are believed, when it is asked again whether they are true. */
export function claimThreshold({ claims }: CalibrationTable): Threshold {
  return claims === null ? { speaks: false, reason: 'its remarks were not measured' } : setThreshold(claims);
}

import type { CalibrationTable, Grade } from './calibration.ts';
import { setThreshold, type Threshold } from './set-threshold.ts';
import type { Panel } from './voices.ts';

/** With fewer Probes than these a model adds nothing but waiting to the rules. */
const leastSpeaking = 3;

/** What a measured model is good for. */
export function gradeOf({ speaking }: Panel, table: CalibrationTable): Grade {
  if (speaking.length < leastSpeaking) return 'rules-only';
  return claimThreshold(table).speaks ? 'probes+forms' : 'probes';
}

/** From which score on the model's own remarks are believed, when it is asked again whether they are true. */
export function claimThreshold({ claims }: CalibrationTable): Threshold {
  return claims === null ? { speaks: false, reason: 'its remarks were not measured' } : setThreshold(claims);
}

import { wordingOf } from '../../../probe/wording.ts';
import type { Probe } from '../../../probe/probe.ts';
import type { CalibrationTable } from '../../../probe/calibration.ts';
import { setThreshold } from '../../../probe/set-threshold.ts';

/** What one table says of one Probe. */
export interface MeasuredProbe {
  /** For people: `qwen2 1.5B Q4_K_M`. */
  readonly model: string;
  readonly speaks: boolean;
  /** For people: `finds 5 of 6 bad examples, 1 false alarm on 52 sound places, from 1.25 on`, or why it is off. */
  readonly figures: string;
}

export function measuredProbe(probe: Probe, table: CalibrationTable): MeasuredProbe {
  const model = modelOf(table);
  const scores = table.probes[probe.id];
  if (scores === undefined) return { model, speaks: false, figures: 'off: not measured' };
  // A table may be of more wordings than one; how many, its hash tells.
  const isSame = probe.questions.some((_, index) => wordingOf(probe, index + 1) === scores.wording);
  if (!isSame) return { model, speaks: false, figures: 'off: measured with other questions' };
  const threshold = setThreshold(scores);
  if (!threshold.speaks) return { model, speaks: false, figures: `off: ${threshold.reason}` };
  const { hits, falseAlarms, atLeast } = threshold;
  const alarms = `${falseAlarms.count} false ${falseAlarms.count === 1 ? 'alarm' : 'alarms'}`;
  const figures = `finds ${hits.count} of ${hits.of} bad, ${alarms} on ${falseAlarms.of} sound places, from ${atLeast.toFixed(2)} on`;
  return { model, speaks: true, figures };
}

/** For people: which weights a table is about. */
export function modelOf({ key }: Pick<CalibrationTable, 'key'>): string {
  return (
    [key.family, key.parameters, key.quantisation].filter((part) => part !== '').join(' ') || 'unknown model'
  );
}

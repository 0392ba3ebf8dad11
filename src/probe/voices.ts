import type { Category } from '../rule/rule-words.ts';
import type { CalibrationTable } from './calibration.ts';
import { confidenceOf, poolEvidence, type Evidence, type SupportedConfidence } from './confidence-of.ts';
import type { Probe } from './probe.ts';
import { setThreshold, type Threshold } from './set-threshold.ts';
import { wordingOf } from './wording.ts';

/** A Probe that may speak on one model, and from which score on. */
export interface Voice {
  readonly probe: Probe;
  /** Lowest score that counts, as log odds. */
  readonly atLeast: number;
  /** Undefined on a model that nobody has measured. */
  readonly confidence: SupportedConfidence | undefined;
  /** What asking is worth: how probable and how grave a true finding is. For ordering only. */
  readonly value: number;
}

/** A Probe that stays silent on one model, and why. */
export interface SilentProbe {
  readonly probe: Probe;
  readonly reason: string;
}

export interface Panel {
  readonly speaking: readonly Voice[];
  readonly silent: readonly SilentProbe[];
}

/**
 * Sound places that are assumed for each bad one where triggers fire. In the cases of the bench there are 3.2
 * (bench/review/count-places.ts), but bugs are in half of those; the changes that people review hold fewer. The more of
 * them, the lower the confidence.
 */
export const soundPerBad = 8;

/** Scores from here on count on a model that nobody has measured: Yes is seven times as likely as No. */
const uncalibratedBar = 2;

const gravity = { error: 2, warning: 1 } as const;

/** How the Probes stand on a model, by its table; without one all of them speak from the same bar, unmeasured. */
export function panelOf(
  probes: readonly Probe[],
  table: CalibrationTable | undefined,
  wordings: number,
): Panel {
  if (table === undefined) return { speaking: probes.map(unmeasured), silent: [] };
  const judged = probes.map((probe) => ({ probe, threshold: thresholdOf(probe, table, wordings) }));
  const speaking = judged.flatMap(({ probe, threshold }) => (threshold.speaks ? [{ probe, threshold }] : []));
  const pools = poolByCategory(speaking);
  return {
    speaking: speaking.map(({ probe, threshold }) => {
      const own = confidenceOf(evidenceOf(threshold), soundPerBad);
      const pooled = pools.get(probe.category) ?? own;
      const confidence = pooled.precision > own.precision ? pooled : own;
      const hitRate = threshold.hits.count / threshold.hits.of;
      return {
        probe,
        atLeast: threshold.atLeast,
        confidence,
        value: gravity[probe.severity] * hitRate * confidence.precision,
      };
    }),
    silent: judged.flatMap(({ probe, threshold }) =>
      threshold.speaks ? [] : [{ probe, reason: threshold.reason }],
    ),
  };
}

/** Where one Probe begins to speak by this table. */
export function thresholdOf(probe: Probe, table: CalibrationTable, wordings: number): Threshold {
  const scores = table.probes[probe.id];
  if (scores?.wording !== wordingOf(probe, wordings))
    return { speaks: false, reason: 'not calibrated: its questions are not those that were measured' };
  return setThreshold(scores);
}

function unmeasured(probe: Probe): Voice {
  return { probe, atLeast: uncalibratedBar, confidence: undefined, value: gravity[probe.severity] };
}

type Speaking = Extract<Threshold, { speaks: true }>;

function evidenceOf({ hits, falseAlarms }: Speaking): Evidence {
  return { hits, falseAlarms };
}

function poolByCategory(
  speaking: readonly { readonly probe: Probe; readonly threshold: Speaking }[],
): ReadonlyMap<Category, SupportedConfidence> {
  const byCategory = new Map<Category, Evidence[]>();
  for (const { probe, threshold } of speaking)
    byCategory.set(probe.category, [...(byCategory.get(probe.category) ?? []), evidenceOf(threshold)]);
  return new Map(
    [...byCategory].map(([category, all]) => [category, confidenceOf(poolEvidence(all), soundPerBad)]),
  );
}

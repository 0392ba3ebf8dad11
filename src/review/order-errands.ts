import { leastSound } from '../probe/set-threshold.ts';
import type { PlaceInChunk } from './find-places.ts';

/** A question to ask for a Calibration, and where its score belongs. */
export interface Errand {
  readonly place: PlaceInChunk;
  readonly kind: 'sound' | 'good' | 'bad';
}

/**
 * The order for a measuring that may be stopped. First one bad and one good example of each Probe; then Probe after
 * Probe, the one with the widest gap between the two first: a few Probes measured well can speak, all of them measured
 * halfway cannot. Last those that cannot be calibrated here at all, for want of places in sound code.
 *
 * @param gapOf score of the first bad example less that of the first good one, by Probe id; looked at once both were
 *   asked. NaN: one has no score.
 */
export function* mostUsefulFirst(
  errands: readonly Errand[],
  gapOf: (probeId: string) => number,
): Generator<Errand> {
  const byProbe = new Map<string, Errand[]>();
  for (const errand of errands) {
    const { id } = errand.place.probe;
    byProbe.set(id, [...(byProbe.get(id) ?? []), errand]);
  }
  const all = [...byProbe].map(([id, own]) => ({ id, ...split(own), measurable: isMeasurable(own) }));
  const measurable = all.filter((one) => one.measurable);
  yield* measurable.flatMap(({ first }) => first);
  const gaps = new Map(measurable.map(({ id }) => [id, gapOf(id)]));
  const widest = (id: string): number => {
    const gap = gaps.get(id) ?? NaN;
    return Number.isNaN(gap) ? -Number.MAX_VALUE : gap;
  };
  yield* measurable.sort((a, b) => widest(b.id) - widest(a.id)).flatMap(({ rest }) => rest);
  yield* all.filter((one) => !one.measurable).flatMap(({ first, rest }) => [...first, ...rest]);
}

function split(errands: readonly Errand[]): { readonly first: Errand[]; readonly rest: Errand[] } {
  const first = (['bad', 'good'] as const).flatMap((kind) => errands.find((one) => one.kind === kind) ?? []);
  return { first, rest: errands.filter((one) => !first.includes(one)) };
}

function isMeasurable(errands: readonly Errand[]): boolean {
  return errands.filter(({ kind }) => kind !== 'bad').length >= leastSound;
}

import { createHash } from 'node:crypto';
import type { ProbeScores } from '../probe/calibration.ts';
import type { Probe, ProbeExample } from '../probe/probe.ts';
import { roundScore } from '../probe/round-score.ts';
import { separation } from '../probe/separation.ts';
import { leastSeparation } from '../probe/set-threshold.ts';
import { wordingOf } from '../probe/wording.ts';
import { askPlace, type AskPlaceContext, type PlaceScore } from './ask-place.ts';
import type { PlaceInChunk } from './find-places.ts';
import { mostUsefulFirst, type Errand } from './order-errands.ts';
import { placesInText, type MeasuredText, type PlaceFinder } from './places-in-text.ts';

export interface MeasureInput extends PlaceFinder, AskPlaceContext {
  readonly probes: readonly Probe[];
  /** Code taken for sound: long unchanged, or in wide use. */
  readonly sound: readonly MeasuredText[];
  /** Most places of sound code that one Probe is asked about. */
  readonly soundPlaces: number;
  /**
   * Looked at before each question: true ends the measuring, and what was asked until then counts. With it the questions
   * come in another order, so that as many Probes as possible are measured when time is up: see order-errands.ts.
   * Undefined: everything is asked, the places of one piece of code together, which servers answer fastest.
   */
  readonly until?: () => boolean;
  /** Not called with `done` equal to `all` when it was stopped early. */
  readonly onProgress: (done: number, all: number) => void;
}

/**
 * Asks the Probes about their own examples and about sound code, and returns their scores by Probe id. A place that the
 * model answers with neither Yes nor No has no score. With a reply cache this can be stopped and started again: what
 * was asked is not asked twice. A signal that is aborted ends it early, without an error, where it may end early.
 *
 * @throws GalleyError of a model call
 */
export async function measureProbes(input: MeasureInput): Promise<Record<string, ProbeScores>> {
  const errands = await planErrands(input);
  const scores = new Map<string, Record<Errand['kind'], number[]>>(
    input.probes.map(({ id }) => [id, { sound: [], good: [], bad: [] }]),
  );
  const ordered =
    input.until === undefined
      ? errands
      : mostUsefulFirst(errands, (id) => (scores.get(id)?.bad[0] ?? NaN) - (scores.get(id)?.good[0] ?? NaN));
  let done = 0;
  for (const { place, kind } of ordered) {
    if (input.until?.()) break;
    if (kind === 'sound' && isHopeless(scores.get(place.probe.id))) {
      done++;
      continue;
    }
    input.onProgress(done, errands.length);
    const answer = await askUnlessStopped(place, input);
    if (answer === 'stopped') break;
    if (answer.score !== undefined) scores.get(place.probe.id)?.[kind].push(roundScore(answer.score));
    done++;
  }
  input.onProgress(done, errands.length);
  return Object.fromEntries(
    input.probes.map((probe) => [
      probe.id,
      {
        wording: wordingOf(probe, input.wordings),
        ...(scores.get(probe.id) ?? { sound: [], good: [], bad: [] }),
      },
    ]),
  );
}

/**
 * Sound code need not be asked about by a Probe that cannot even tell its own examples apart. In either order these were
 * asked before.
 */
function isHopeless(scores: Pick<ProbeScores, 'bad' | 'good'> | undefined): boolean {
  return scores === undefined || separation(scores.bad, scores.good) < leastSeparation;
}

async function askUnlessStopped(place: PlaceInChunk, input: MeasureInput): Promise<PlaceScore | 'stopped'> {
  try {
    return await askPlace(place, input);
  } catch (error) {
    if (input.until !== undefined && input.signal.aborted) return 'stopped';
    throw error;
  }
}

async function planErrands(input: MeasureInput): Promise<Errand[]> {
  const errands: Errand[] = [];
  for (const probe of input.probes) {
    for (const kind of ['bad', 'good'] as const) {
      for (const example of probe[kind]) {
        const place = await placeOfExample(probe, example, input);
        if (place !== undefined) errands.push({ place, kind });
      }
    }
  }
  const sound = await chooseSoundPlaces(input);
  return [...errands, ...sound.map((place) => ({ place, kind: 'sound' as const }))];
}

/** Endings by language, for examples that have no file. */
const endings: Readonly<Record<string, string>> = {
  typescript: 'ts',
  tsx: 'tsx',
  javascript: 'js',
  python: 'py',
  go: 'go',
};

/**
 * Where the Probe is asked about its own example; undefined when its trigger does not fire there. An example whose
 * change took something away adds no line at the place: it is then shown as if all of it were new.
 */
export async function placeOfExample(
  probe: Probe,
  example: ProbeExample,
  finder: PlaceFinder,
): Promise<PlaceInChunk | undefined> {
  const { language, code, line, before } = example;
  const text = { path: `src/example.${endings[language] ?? language}`, text: code };
  const versions = before === undefined ? [text] : [{ ...text, before }, text];
  for (const version of versions) {
    const places = await placesInText(version, [probe], finder);
    const place = line === undefined ? places[0] : places.find((one) => one.line === line);
    if (place !== undefined) return place;
  }
  return undefined;
}

/**
 * For each Probe a sample over all texts that stays the same when other texts come or go. Probes prefer the same
 * Chunks, and one Chunk's places come together: a server then reads the Chunk once. One place a Chunk and Probe, so
 * that the sample is wide.
 */
async function chooseSoundPlaces(input: MeasureInput): Promise<PlaceInChunk[]> {
  const byProbe = new Map<string, Map<string, PlaceInChunk>>();
  for (const text of input.sound) {
    for (const place of await placesInText(text, input.probes, input)) {
      const chunk = `${text.path}\0${String(place.chunk.lines[0]?.headLine)}`;
      const order = createHash('sha256').update(chunk).digest('hex');
      const known = byProbe.get(place.probe.id) ?? new Map<string, PlaceInChunk>();
      if (!known.has(order)) known.set(order, place);
      byProbe.set(place.probe.id, known);
    }
  }
  const byOrder = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
    a[0] < b[0] ? -1 : 1;
  return [...byProbe.values()]
    .flatMap((places) => [...places].sort(byOrder).slice(0, input.soundPlaces))
    .sort(byOrder)
    .map(([, place]) => place);
}

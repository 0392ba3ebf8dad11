import type { CalibrationTable } from '../../../probe/calibration.ts';
import { canary, isSameModel } from '../../../probe/canary.ts';
import { probeId } from '../../../prompt/probe/prompt.ts';
import { askCanary } from '../../../review/ask-canary.ts';
import { measureProbes, type MeasureInput } from '../../../review/measure-probes.ts';
import type { CalibrationStore, ModelCard } from '../../../review/ports.ts';

export interface MeasureModelInput extends Omit<MeasureInput, 'until'> {
  readonly card: ModelCard;
  readonly calibrations: Pick<CalibrationStore, 'tablesFor'>;
  readonly isTimeUp: () => boolean;
}

export interface MeasuredModel {
  readonly table: CalibrationTable;
  /** Questions that have an answer, and that there were. */
  readonly asked: number;
  readonly questions: number;
}

/**
 * Makes a Calibration of one model, as far as the time allows. An aborted signal ends it early too.
 *
 * @throws GalleyError of a model call
 */
export async function measureModel(input: MeasureModelInput): Promise<MeasuredModel> {
  const { card, signal, isTimeUp } = input;
  const answers = await askCanary(input);
  let [asked, questions] = [0, 0];
  const probes = await measureProbes({
    ...input,
    until: () => signal.aborted || isTimeUp(),
    onProgress(done, all) {
      [asked, questions] = [done, all];
      input.onProgress(done, all);
    },
  });
  const { family, parameters, quantisation } = card;
  const table = {
    key: { family, parameters, quantisation },
    promptVersion: probeId.version,
    // Part of the answers would never be recognised again.
    canary: answers.scores.length === canary.length ? answers.scores.map(round) : [],
    probes,
  };
  return { table: { ...table, claims: await knownClaims(table.canary, input) }, asked, questions };
}

/** What an earlier table says of the remarks of the same model still holds: they are not measured here. */
async function knownClaims(
  scores: readonly number[],
  { card, calibrations }: MeasureModelInput,
): Promise<CalibrationTable['claims']> {
  const tables = (await calibrations.tablesFor(card)).map(({ table }) => table);
  return tables.find((one) => one.claims !== null && isSameModel(one.canary, scores))?.claims ?? null;
}

/** As the other scores of a table: finer differences are noise. */
function round(score: number): number {
  return Math.round(score * 100) / 100;
}

import type { CalibrationTable } from '../../../probe/calibration.ts';
import { canary, isSameModel } from '../../../probe/canary.ts';
import { gradeOf } from '../../../probe/grade-of.ts';
import { roundScore } from '../../../probe/round-score.ts';
import { panelOf } from '../../../probe/voices.ts';
import { probeId } from '../../../prompt/probe/prompt.ts';
import { askCanary } from '../../../review/ask-canary.ts';
import { measureClaims } from '../../../review/measure-claims.ts';
import { measureProbes, type MeasureInput } from '../../../review/measure-probes.ts';
import type { CalibrationStore, ModelCard } from '../../../review/ports.ts';

export interface MeasureModelInput extends Omit<MeasureInput, 'until'> {
  readonly card: ModelCard;
  readonly calibrations: Pick<CalibrationStore, 'tablesFor'>;
  readonly replyTokens: number;
  /** Share of the time that is over: 1 ends the measuring. */
  readonly timeSpent: () => number;
}

/** What the Probes get of the time; the rest is for remarks. */
const shareOfProbes = 0.8;

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
  const { card, signal, timeSpent } = input;
  const answers = await askCanary(input);
  let [asked, questions] = [0, 0];
  const probes = await measureProbes({
    ...input,
    until: () => signal.aborted || timeSpent() >= shareOfProbes,
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
    canary: answers.scores.length === canary.length ? answers.scores.map(roundScore) : [],
    probes,
  };
  const known = await knownClaims(table.canary, input);
  const claims = known ?? (await claimsOf({ ...table, claims: null }, input));
  return { table: { ...table, claims }, asked, questions };
}

/** Whether the model stands by its remarks is only worth asking where it can answer questions at all. */
async function claimsOf(
  table: CalibrationTable,
  input: MeasureModelInput,
): Promise<CalibrationTable['claims']> {
  const { probes, wordings, signal, timeSpent } = input;
  const panel = panelOf(probes, table, wordings);
  if (gradeOf(panel, table) === 'rules-only') return null;
  return measureClaims({ ...input, onCall: () => {}, until: () => signal.aborted || timeSpent() >= 1 });
}

/** What an earlier table says of the remarks of the same model still holds. */
async function knownClaims(
  scores: readonly number[],
  { card, calibrations }: MeasureModelInput,
): Promise<CalibrationTable['claims']> {
  const tables = (await calibrations.tablesFor(card)).map(({ table }) => table);
  return tables.find((one) => one.claims !== null && isSameModel(one.canary, scores))?.claims ?? null;
}

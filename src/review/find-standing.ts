import type { CalibrationTable, Grade } from '../probe/calibration.ts';
import { isSameModel } from '../probe/canary.ts';
import { gradeOf } from '../probe/grade-of.ts';
import type { Probe } from '../probe/probe.ts';
import { panelOf, type Panel } from '../probe/voices.ts';
import { askCanary, type CanaryAnswers } from './ask-canary.ts';
import type { AskPlaceContext } from './ask-place.ts';
import type { ModelReply } from './model-reply.ts';
import type { CalibrationStore, ModelCard } from './ports.ts';

/** What is known about a model's answers. */
export interface Standing {
  readonly grade: Grade | 'ungraded';
  readonly panel: Panel;
  /** Undefined for a model that nobody has measured. */
  readonly table: CalibrationTable | undefined;
  /** Where the table came from, or why there is none: for people. */
  readonly calibration: string;
  /** Replies to the canary's questions. */
  readonly replies: readonly ModelReply[];
}

export interface StandingInput extends AskPlaceContext {
  readonly card: ModelCard;
  readonly probes: readonly Probe[];
  readonly calibrations: CalibrationStore;
}

/**
 * Finds the Calibration of a model: the first table for its family, size and quantisation whose canary it answers alike.
 *
 * @throws GalleyError of a model call
 */
export async function findStanding(input: StandingInput): Promise<Standing> {
  const found = await input.calibrations.tablesFor(input.card);
  if (found.length === 0) return ungraded(input, 'none for this model', []);
  const asked: CanaryAnswers = await askCanary(input);
  const fitting = found.find(({ table }) => isSameModel(table.canary, asked.scores));
  if (fitting === undefined)
    return ungraded(input, 'none: this model answers unlike the one that was measured', asked.replies);
  const { table, source } = fitting;
  const panel = panelOf(input.probes, table, input.wordings);
  return { grade: gradeOf(panel, table), panel, table, calibration: source, replies: asked.replies };
}

function ungraded(
  { probes, wordings }: StandingInput,
  calibration: string,
  replies: readonly ModelReply[],
): Standing {
  const panel = panelOf(probes, undefined, wordings);
  return { grade: 'ungraded', panel, table: undefined, calibration, replies };
}

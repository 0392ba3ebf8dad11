import { describeFailure, isGalleyError } from '../../../errors.ts';
import { shippedSource } from '../../../model/calibration/shipped-source.ts';
import { findStanding, type StandingInput } from '../../../review/find-standing.ts';
import { ok, warning, type Check } from './check.ts';

const grading = 'galley doctor --grade';

/** Whether somebody has measured this model, and what came of it. */
export async function checkCalibration(input: StandingInput): Promise<Check> {
  try {
    const { table, calibration, grade, panel } = await findStanding(input);
    if (table === undefined) return warning('calibration', calibration, grading);
    const source = calibration === shippedSource ? 'shipped table' : `own table ${calibration}`;
    const all = panel.speaking.length + panel.silent.length;
    return ok('calibration', `${source}: grade ${grade}, ${panel.speaking.length} of ${all} probes speak`);
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    return warning('calibration', describeFailure(error), error.todo === '' ? grading : error.todo);
  }
}

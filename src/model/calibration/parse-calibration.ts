import * as z from 'zod/mini';
import type { CalibrationTable } from '../../probe/calibration.ts';

export type ParsedCalibration =
  { readonly ok: true; readonly table: CalibrationTable } | { readonly ok: false; readonly problem: string };

const word = z.string().check(z.maxLength(200));
// Infinity, as JSON.parse reads 1e999, is none of its numbers.
const scores = z.array(z.number()).check(z.maxLength(10_000));
const probeScores = z.object({ wording: word, sound: scores, good: scores, bad: scores });

const schema = z.object({
  key: z.object({ family: word, parameters: word, quantisation: word }),
  promptVersion: z.int(),
  canary: scores,
  probes: z.record(word, probeScores),
  // Tables made before forms were measured lack it.
  claims: z._default(z.nullable(probeScores), null),
});

/** Reads the text of a table file. Anybody may have written it: what does not fit is told, never thrown. */
export function parseCalibration(text: string): ParsedCalibration {
  const read = readJson(text);
  if (read === undefined) return { ok: false, problem: 'it is not JSON' };
  const result = schema.safeParse(read.value);
  if (result.success) return { ok: true, table: result.data };
  const [issue] = result.error.issues;
  const place = issue?.path.map(String).join('.') ?? '';
  return { ok: false, problem: place === '' ? 'it is no calibration table' : `${place} is not as expected` };
}

function readJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // An answer, not a failure: the caller tells it.
    return undefined;
  }
}

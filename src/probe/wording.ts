import { createHash } from 'node:crypto';
import type { Probe } from './probe.ts';

/** Wordings of each question that are asked: what the bench favours (bench/review/RESULTS.md). */
export const askedWordings = 1;

/** Identifies the questions whose scores a table holds: 12 hexadecimal digits of the wordings that are asked. */
export function wordingOf({ questions }: Pick<Probe, 'questions'>, wordings: number): string {
  const asked = JSON.stringify(questions.slice(0, wordings));
  return createHash('sha256').update(asked).digest('hex').slice(0, 12);
}

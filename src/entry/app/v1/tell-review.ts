import { randomUUID } from 'node:crypto';
import type { Facts, Log } from '../../../log.ts';
import type { Envelope } from '../../../report/envelope-schema.ts';
import type { Problem } from '../api/problem.ts';
import { withFacts } from '../log/with-facts.ts';
import type { SentDiff } from './review-diff.ts';

/** What became of a review of a diff. */
export type Ended = { readonly result: Envelope } | Problem;

/** Every line about it has an id of its own; of the diff its size is told, and nothing else. */
export async function tellReview(
  { bytes }: SentDiff,
  log: Log,
  work: () => Promise<Ended | undefined>,
): Promise<Ended | undefined> {
  return withFacts({ review: randomUUID() }, async () => {
    const began = performance.now();
    log.info('a review of a diff begins', { bytes: bytes.length });
    const ended = await work();
    log.info('a review of a diff ended', { ...outcomeOf(ended), ms: Math.round(performance.now() - began) });
    return ended;
  });
}

function outcomeOf(ended: Ended | undefined): Facts {
  if (ended === undefined) return { end: 'nobody waits for it any more' };
  if ('result' in ended) return { end: ended.result.verdict };
  return { end: 'failed', status: ended.status, code: ended.code };
}

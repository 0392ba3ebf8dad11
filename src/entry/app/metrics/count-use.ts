import type { Log } from '../../../log.ts';
import type { ModelUse, UseTally } from '../../../review/jobs/use-tally.ts';

/** Nobody's answer waits for a figure, or fails for want of one. */
export async function countUse(uses: UseTally | undefined, use: ModelUse, log: Log): Promise<void> {
  await uses?.count(use).catch((error: unknown) => {
    log.warn('what a model was asked for was not counted', { why: String(error) });
  });
}

import type { CheckHandle } from '../forge-ports.ts';
import { describeStep } from '../describe-step.ts';
import type { ReviewPorts } from '../review-options.ts';

/** Each message is a request that counts against the forge's limits: people who wait for a short review need none. */
const leastMs = 30_000;

/** Passes progress on, and tells the check from time to time. */
export function tellProgress(
  check: CheckHandle | undefined,
  { onProgress, clock }: Pick<ReviewPorts, 'onProgress' | 'clock'>,
): ReviewPorts['onProgress'] {
  if (check === undefined) return onProgress;
  let last = clock.now();
  return (progress) => {
    onProgress(progress);
    const text = describeStep(progress);
    if (text === undefined || clock.now() - last < leastMs) return;
    last = clock.now();
    void check.progress(text);
  };
}

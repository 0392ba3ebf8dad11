import type { AppForge } from '../../../review/jobs/app-ports.ts';
import type { JobStore } from '../../../review/jobs/job-store.ts';
import { pullName } from '../../../review/jobs/pull-name.ts';
import type { WorkerClock } from '../worker/worker-clock.ts';

export interface Covering {
  readonly store: Pick<JobStore, 'accept' | 'knowsHead'>;
  readonly appForge: Pick<AppForge, 'openPulls'>;
  readonly clock: WorkerClock;
  /** Before each repository, in milliseconds. */
  readonly paceMs: number;
}

/**
 * Accepts every open pull request of a repository whose head nobody knows, as a webhook would have told it. Its delivery is
 * named after the head, so that several reconcilers accept it once. Returns how many.
 */
export async function coverRepository(
  installation: number,
  repository: string,
  { store, appForge, clock, paceMs }: Covering,
  signal: AbortSignal,
): Promise<number> {
  await clock.sleep(paceMs, signal);
  let count = 0;
  for (const { number, head } of await appForge.openPulls(installation, repository, signal)) {
    if (signal.aborted) break;
    const pull = { repository, number };
    if (await store.knowsHead(pull, head)) continue;
    const id = `reconcile:${pullName(pull)}@${head}`;
    const errand = { kind: 'review', installation, pull, head, isForced: false } as const;
    if ((await store.accept({ id, event: 'galley.reconcile', errand })) === 'accepted') count += 1;
  }
  return count;
}

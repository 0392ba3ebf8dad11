import type { AppForge } from '../../../review/jobs/app-ports.ts';
import type { PullKey } from '../../../review/jobs/errand.ts';
import type { JobStore, WithoutModel } from '../../../review/jobs/job-store.ts';
import { pullName } from '../../../review/jobs/pull-name.ts';
import { mostReturns } from '../../../review/jobs/tell-return.ts';
import type { WorkerClock } from '../worker/worker-clock.ts';

export interface Covering {
  readonly store: Pick<JobStore, 'accept' | 'knowsHead' | 'withoutModel'>;
  readonly appForge: Pick<AppForge, 'openPulls'>;
  readonly clock: WorkerClock;
  /** Whether reviews that were made without the model may be made again now. */
  readonly isModelThere: () => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly wallClock: () => number;
  /** Before each repository, in milliseconds. */
  readonly paceMs: number;
}

/**
 * Accepts every open pull request of a repository whose head nobody knows, as a webhook would have told it, and those that
 * were reviewed while the model was away. Its delivery is named after the head, so that several reconcilers accept it once.
 * Returns how many.
 */
export async function coverRepository(
  installation: number,
  repository: string,
  covering: Covering,
  signal: AbortSignal,
): Promise<number> {
  const { store, appForge, clock, paceMs } = covering;
  await clock.sleep(paceMs, signal);
  let count = 0;
  for (const { number, head } of await appForge.openPulls(installation, repository, signal)) {
    if (signal.aborted) break;
    const pull = { repository, number };
    const id = await idOfReview(pull, head, covering);
    if (id === undefined) continue;
    const errand = { kind: 'review', installation, pull, head, isForced: false } as const;
    if ((await store.accept({ id, event: 'galley.reconcile', errand })) === 'accepted') count += 1;
  }
  return count;
}

/** Name of the delivery that is missing; undefined: none is. */
async function idOfReview(
  pull: PullKey,
  head: string,
  { store, isModelThere, wallClock }: Covering,
): Promise<string | undefined> {
  const name = `${pullName(pull)}@${head}`;
  if (!(await store.knowsHead(pull, head))) return `reconcile:${name}`;
  const without = await store.withoutModel(pull, head);
  if (without === undefined || !isReturnDue(without, wallClock())) return undefined;
  return (await isModelThere()) ? `model:${name}:${without.tries}` : undefined;
}

const firstPauseMs = 10 * 60_000;

/** At once when the model is back; where it goes away again, each time later than before, and not for ever. */
function isReturnDue({ tries, lastAt }: WithoutModel, now: number): boolean {
  if (tries >= mostReturns) return false;
  return tries === 1 || now - lastAt >= firstPauseMs * 2 ** (tries - 2);
}

import type { AppForge } from '../../../review/jobs/app-ports.ts';
import type { PullKey } from '../../../review/jobs/errand.ts';
import { isForgeAway } from '../../../review/jobs/is-forge-away.ts';
import type { JobStore, Unreviewed, WithoutModel } from '../../../review/jobs/job-store.ts';
import { pullName } from '../../../review/jobs/pull-name.ts';
import { mostReturns } from '../../../review/jobs/tell-return.ts';
import type { WorkerClock } from '../worker/worker-clock.ts';

export interface Covering {
  readonly store: Pick<JobStore, 'accept' | 'invalidBase' | 'revive' | 'unreviewed' | 'withoutModel'>;
  readonly appForge: Pick<AppForge, 'openPulls' | 'tip'>;
  readonly clock: WorkerClock;
  /** Whether reviews that were made without the model may be made again now. */
  readonly isModelThere: () => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly wallClock: () => number;
  /** Before each repository, in milliseconds. */
  readonly paceMs: number;
}

/**
 * Sees to it that every open pull request of a repository gets a review of its head: those that nobody knows are accepted as
 * a webhook would have told them, and so are those that were reviewed while the model was away. Deliveries are named after
 * the head, so that several reconcilers accept each once. Returns how many.
 */
export async function coverRepository(
  installation: number,
  repository: string,
  covering: Covering,
  signal: AbortSignal,
): Promise<number> {
  const { appForge, clock, paceMs } = covering;
  await clock.sleep(paceMs, signal);
  let count = 0;
  for (const { number, base, head } of await appForge.openPulls(installation, repository, signal)) {
    if (signal.aborted) break;
    const pull = { repository, number };
    const tip = (): Promise<string> => appForge.tip(installation, repository, base, signal);
    if (await coverHead({ installation, pull, head, tip }, covering)) count += 1;
  }
  return count;
}

interface OpenHead {
  readonly installation: number;
  readonly pull: PullKey;
  readonly head: string;
  /** Where its base stands now. */
  readonly tip: () => Promise<string>;
}

async function coverHead(open: OpenHead, covering: Covering): Promise<boolean> {
  const { store } = covering;
  const { installation, pull, head } = open;
  const missing = await store.unreviewed(pull, head);
  if (missing?.dead) return bringBack(missing.dead, covering);
  const name = `${pullName(pull)}@${head}`;
  const id = missing
    ? idOfMissing(name, missing, covering)
    : ((await idOfRepaired(name, open, covering)) ??
      (await idOfReturn(name, await store.withoutModel(pull, head), covering)));
  if (id === undefined) return false;
  const errand = { kind: 'review', installation, pull, head, isForced: false } as const;
  return (await store.accept({ id, event: 'galley.reconcile', errand })) === 'accepted';
}

/** Where the configuration of the base was invalid: another one may be there by now. */
async function idOfRepaired(
  name: string,
  { pull, head, tip }: OpenHead,
  { store }: Covering,
): Promise<string | undefined> {
  const base = await store.invalidBase(pull, head);
  const now = base === undefined ? undefined : await tip();
  return now === base ? undefined : `base:${name}:${now}`;
}

/** Each time takes a day: what GitHub never answers for one pull request is not asked for ever. In milliseconds. */
const mostRevivalMs = 7 * 24 * 3600_000;

/** What was given up waits for a person, unless it was because GitHub was away: by now it answers. */
async function bringBack(
  dead: NonNullable<Unreviewed['dead']>,
  { store, wallClock }: Covering,
): Promise<boolean> {
  const isAway = isForgeAway(dead.code) && wallClock() - dead.acceptedAt < mostRevivalMs;
  return isAway && (await store.revive(dead.id));
}

/** Name of the delivery that is missing; undefined: none is. Whatever became of those before, it is another one. */
function idOfMissing(
  name: string,
  { ends, lastAt }: Unreviewed,
  { wallClock }: Covering,
): string | undefined {
  if (ends === 0) return `reconcile:${name}`;
  return isPauseOver(ends, lastAt, wallClock()) ? `reconcile:${name}:${ends}` : undefined;
}

async function idOfReturn(
  name: string,
  without: WithoutModel | undefined,
  { isModelThere, wallClock }: Covering,
): Promise<string | undefined> {
  if (without === undefined || without.tries >= mostReturns) return undefined;
  if (!isPauseOver(without.tries, without.lastAt, wallClock())) return undefined;
  return (await isModelThere()) ? `model:${name}:${without.tries}` : undefined;
}

const firstPauseMs = 10 * 60_000;
const mostPauseMs = 24 * 3600_000;

/** Once at once; where that changes nothing, each time later than before. */
function isPauseOver(times: number, lastAt: number, now: number): boolean {
  return times === 1 || now - lastAt >= Math.min(mostPauseMs, firstPauseMs * 2 ** (times - 2));
}

import { isGalleyError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import type { AppForge } from '../../../review/jobs/app-ports.ts';
import type { JobStore } from '../../../review/jobs/job-store.ts';
import { machineClock, type WorkerClock } from '../worker/worker-clock.ts';
import { coverRepository, type Covering } from './cover-repository.ts';

export interface ReconcilerOptions {
  readonly store: Covering['store'] & Pick<JobStore, 'takeTurn'>;
  readonly appForge: AppForge;
  /** Looks whether the model can be asked: rejects where it cannot. Undefined: this app asks none. */
  readonly findModel?: ((signal: AbortSignal) => Promise<unknown>) | undefined;
  readonly log: Log;
  /** Something was accepted. */
  readonly onAccepted?: () => void;
  readonly clock?: WorkerClock;
  /** Milliseconds since 1970: GitHub tells when something failed. */
  readonly wallClock?: () => number;
  /** Milliseconds since this process began; default: as it says itself. */
  readonly uptime?: () => number;
  /** Between the starts of runs, whichever worker of the store makes them, in milliseconds; default ten minutes. */
  readonly everyMs?: number;
  /** Between two repositories, in milliseconds: nobody waits for this, and others need the limits. Default 250. */
  readonly paceMs?: number;
}

/**
 * Finds what no webhook told: because the app was down, or GitHub could not deliver it. Of all workers of a store one does
 * so for all of them.
 */
export interface Reconciler {
  /** Runs now, unless another worker has begun to since this process was started, and then again and again. */
  start(): void;
  /** Runs soon: the app sees other repositories than before. */
  wake(): void;
  runOnce(signal: AbortSignal): Promise<Reconciled>;
  stop(): Promise<void>;
}

export interface Reconciled {
  /** Deliveries that GitHub was asked for again. */
  readonly redelivered: number;
  readonly repositories: number;
  /** Heads that are to be reviewed. */
  readonly accepted: number;
  /** Installations, or the list of deliveries, that could not be looked at. */
  readonly failures: number;
}

const usualMs = 10 * 60_000;
const leastPauseMs = 60_000;
/** GitHub keeps deliveries for some days. */
const firstLookMs = 3 * 24 * 3600_000;
/** What failed shortly before the last run began may have come into the list after it. */
const overlapMs = 3600_000;

export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { appForge, log, clock = machineClock, wallClock = Date.now, everyMs = usualMs } = options;
  const uptime = options.uptime ?? (() => process.uptime() * 1000);
  const stop = new AbortController();
  let poke = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let since = wallClock() - firstLookMs;
  const redeliver = async (signal: AbortSignal): Promise<number> => {
    const began = wallClock();
    const count = await appForge.redeliver(since, signal);
    since = began - overlapMs;
    return count;
  };
  const runOnce = async (signal: AbortSignal): Promise<Reconciled> => {
    const sum = { redelivered: 0, repositories: 0, accepted: 0, failures: 0 };
    const paceMs = options.paceMs ?? 250;
    const isModelThere = lookOnce(options.findModel, signal);
    const covering: Covering = { ...options, clock, wallClock, paceMs, isModelThere };
    const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
      if (signal.aborted) return;
      try {
        await work();
      } catch (error) {
        if (signal.aborted) return;
        sum.failures += 1;
        log.warn(`${what} could not be looked at`, {
          reason: isGalleyError(error) ? error.message : String(error),
        });
      }
    };
    await attempt('failed deliveries', async () => void (sum.redelivered = await redeliver(signal)));
    let installations: readonly number[] = [];
    await attempt(
      'the installations',
      async () => void (installations = await appForge.installations(signal)),
    );
    for (const installation of installations)
      await attempt(`installation ${String(installation)}`, async () => {
        for (const repository of await appForge.repositories(installation, signal)) {
          if (signal.aborted) return;
          await attempt(repository, async () => {
            sum.accepted += await coverRepository(installation, repository, covering, signal);
            sum.repositories += 1;
          });
        }
      });
    if (sum.accepted > 0) options.onAccepted?.();
    log.info('looked for what was missed', sum);
    return sum;
  };
  const run = async (): Promise<number> => {
    const began = clock.now();
    await runOnce(stop.signal);
    // Before others ask: what has not changed since the last time costs this process nothing.
    return Math.max(leastPauseMs, everyMs - (clock.now() - began) + 1000);
  };
  const loop = async (): Promise<void> => {
    // What was missed before this process began is found by whoever looks after that.
    let restOf = uptime;
    while (!stop.signal.aborted) {
      poke = new AbortController();
      const waitMs = await takeTurn(options, restOf());
      await clock.sleep(waitMs === 0 ? await run() : (waitMs ?? 0) + leastPauseMs, poke.signal);
      const isPoked = poke.signal.aborted;
      if (waitMs !== undefined || isPoked) restOf = () => (isPoked ? 0 : everyMs);
    }
  };
  return {
    start: () => void (running = loop()),
    wake: () => poke.abort(),
    runOnce,
    async stop() {
      stop.abort();
      poke.abort();
      await running;
    },
  };
}

/** Milliseconds to wait for the turn; 0: it is ours; undefined: nobody could be asked. */
async function takeTurn(
  { store, log }: Pick<ReconcilerOptions, 'store' | 'log'>,
  restMs: number,
): Promise<number | undefined> {
  try {
    return await store.takeTurn('reconcile', restMs);
  } catch (error) {
    log.warn('nobody could be asked whose turn it is to look for what was missed', { reason: String(error) });
    return undefined;
  }
}

/** Most milliseconds to wait for the server of the model. */
const mostLookMs = 10_000;

/** Once a run, and only where somebody asks. */
function lookOnce(findModel: ReconcilerOptions['findModel'], signal: AbortSignal): () => Promise<boolean> {
  let seen: Promise<boolean> | undefined;
  const look = async (): Promise<boolean> => {
    if (findModel === undefined) return false;
    const within = AbortSignal.any([signal, AbortSignal.timeout(mostLookMs)]);
    return findModel(within).then(
      () => true,
      () => false,
    );
  };
  return () => (seen ??= look());
}

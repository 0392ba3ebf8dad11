import type { AppLog } from './log/create-app-log.ts';
import type { RunningServer } from './http/start-server.ts';

/** Something that works until it is told to stop. */
export interface Background {
  /** Begins nothing new, and gives back what is not finished soon. */
  stop(): Promise<void>;
}

export interface RunningApp {
  /** Undefined: nothing is listened for. */
  readonly server: RunningServer | undefined;
  readonly background: readonly Background[];
  /** Of the store: the last thing, since the others still write. */
  readonly close: () => Promise<void>;
  readonly log: AppLog;
}

/** Whoever sends SIGTERM usually kills after ten seconds. */
const mostStopMs = 9_000;

/** Runs until `stop` is aborted, then ends in order: no new webhooks, jobs finished or given back, store closed. */
export async function runApp(
  { server, background, close, log }: RunningApp,
  stop: AbortSignal,
): Promise<void> {
  await aborted(stop);
  log.info('stopping: no new webhooks, jobs are finished or given back');
  const ending = Promise.all([server?.close(), ...background.map((part) => part.stop())]);
  const isDone = await within(mostStopMs, ending);
  if (!isDone)
    log.warn('not everything ended in time: what was under way is taken up by whoever starts next');
  server?.closeNow();
  await within(1_000, close());
  log.info('stopped');
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

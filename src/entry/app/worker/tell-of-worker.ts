import type { Log } from '../../../log.ts';
import type { ModelSeen, WorkerBoard } from '../../../review/jobs/worker-board.ts';
import { see, type ReadinessCheck } from '../health/create-readiness.ts';
import type { Background } from '../run-app.ts';
import { machineClock, type WorkerClock } from './worker-clock.ts';

export interface TellingOptions {
  readonly board: Pick<WorkerBoard, 'tell' | 'leave'>;
  /** Of this worker. */
  readonly name: string;
  /** Undefined: it asks no model. */
  readonly findModel: ReadinessCheck | undefined;
  readonly log: Log;
  readonly clock?: WorkerClock;
}

const everyMs = 30_000;
const mostLookMs = 10_000;

/** Tells again and again that this worker is there and how it finds its model: a process that takes no jobs shows it. */
export function tellOfWorker(options: TellingOptions): Background {
  const { board, name, findModel, log, clock = machineClock } = options;
  const stop = new AbortController();
  const tell = async (): Promise<void> => {
    const model: ModelSeen | undefined = findModel && (await see(findModel, mostLookMs));
    if (!stop.signal.aborted) await board.tell(name, model);
  };
  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await tell().catch((error: unknown) =>
        log.debug('how this worker is could not be told', { why: String(error) }),
      );
      await clock.sleep(everyMs, stop.signal);
    }
  };
  const running = run();
  return {
    async stop() {
      stop.abort();
      await running;
      await board.leave(name).catch(() => {});
    },
  };
}

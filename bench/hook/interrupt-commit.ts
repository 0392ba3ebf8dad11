import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { startModelServer } from '../../test/doubles/model-server/start-model-server.ts';
import type { Workplace } from './committers.ts';

/** Milliseconds from Ctrl-C on. */
export interface Interruption {
  /** Until git is gone and the prompt is back. */
  readonly prompt: number;
  /** Until the last process of the commit is gone. */
  readonly end: number;
}

/** Presses Ctrl-C, which goes to every process of the terminal's job, while the hook waits for a server that hangs. */
export async function interruptCommit(workplace: Workplace): Promise<Interruption> {
  const server = await startModelServer({ fault: { kind: 'slow-headers', ms: 60_000 } });
  try {
    const commit = workplace.start({ GALLEY_SERVER: server.url });
    while (server.prompts.length === 0) await sleep(5);
    const gone = once(commit, 'exit').then(() => performance.now());
    // Its output ends with the last process that holds it.
    const quiet = once(commit, 'close').then(() => performance.now());
    commit.stdout?.resume();
    commit.stderr?.resume();
    await sleep(20);
    const start = performance.now();
    process.kill(-(commit.pid ?? 0), 'SIGINT');
    return { prompt: (await gone) - start, end: (await quiet) - start };
  } finally {
    await server.close();
  }
}

import type { Log } from '../log.ts';
import type { Outline } from '../change/chunk.ts';
import type { Syntax } from '../review/ports.ts';
import { startParserThread, type ParserThread, type ParseTask } from './start-parser-thread.ts';
import type { WorkerSetup } from './worker-protocol.ts';

export interface PoolOptions {
  /** Path of the bundled worker.ts. */
  readonly entry: string;
  readonly setup: WorkerSetup;
  readonly threads: number;
  /** Longest silence of a thread that has something to do, in milliseconds. */
  readonly lateMs: number;
  readonly log: Log;
  /** Parses here when no thread comes up. */
  readonly here: Syntax;
}

/** Texts that a thread holds: it need not wait for us while we cut. */
const mostSent = 3;

/** Threads that are started in place of those that ended; more of them come from the machine. */
const mostRestarts = 3;

/**
 * Parsers in threads of their own. A thread that ends or is late takes only the text with it that it was parsing: that
 * one has no Outline, and a warning says so. Where no thread comes up, everything is parsed here.
 */
export function startParserPool(options: PoolOptions): Required<Pick<Syntax, 'outline' | 'close'>> {
  const { threads, here } = options;
  const log = warnOnce(options.log);
  const pool = new Set<ParserThread<Outline>>();
  const waiting: ParseTask<Outline>[] = [];
  let restarts = 0;
  let isHere = false;

  const start = (): void => {
    const thread = startParserThread<Outline>({ ...options, log, onAnswer: feed, onEnd });
    pool.add(thread);
    function onEnd(reason: string, hasStarted: boolean): void {
      pool.delete(thread);
      waiting.unshift(...thread.tasks);
      log.warn(hasStarted ? 'parser failed' : 'parser threads not usable', { reason });
      if (!hasStarted) isHere = true;
      else if (thread.tasks.length > 0) waiting.shift()?.resolve(undefined);
      if (hasStarted && restarts++ < mostRestarts) start();
      feed();
    }
  };
  const feed = (): void => {
    while (waiting.length > 0) {
      const thread = leastBusy(pool);
      if (thread !== undefined && thread.tasks.length >= mostSent) return;
      const task = waiting.shift();
      if (task === undefined) return;
      if (thread !== undefined) thread.send(task);
      else if (isHere) void here.outline(task.path, task.text, task.lines).then(task.resolve);
      // What ended so many threads could stop this one too.
      else task.resolve(undefined);
    }
  };
  for (let count = 0; count < threads; count++) start();
  return {
    outline: (path, text, lines) =>
      new Promise((resolve) => {
        waiting.push({ path, text, lines, resolve });
        feed();
      }),
    close() {
      for (const thread of pool) {
        thread.close();
        waiting.push(...thread.tasks);
      }
      pool.clear();
      for (const task of waiting.splice(0)) task.resolve(undefined);
    },
  };
}

function leastBusy(pool: Iterable<ParserThread<Outline>>): ParserThread<Outline> | undefined {
  let least: ParserThread<Outline> | undefined;
  for (const thread of pool) if (thread.tasks.length < (least?.tasks.length ?? Infinity)) least = thread;
  return least;
}

/** Each thread meets the same fault: one warning for all. */
function warnOnce(log: Log): Log {
  const said = new Set<string>();
  return {
    ...log,
    warn(message, facts) {
      const key = JSON.stringify([message, facts?.['language']]);
      if (said.has(key)) return;
      said.add(key);
      log.warn(message, facts);
    },
  };
}

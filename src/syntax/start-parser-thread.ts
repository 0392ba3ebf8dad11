import { Worker } from 'node:worker_threads';
import type { Log } from '../log.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './worker-protocol.ts';

/** One text and who waits for what is made of it. */
export interface ParseTask<Answer> extends ToWorker {
  readonly resolve: (answer: Answer | undefined) => void;
}

/** A thread that parses. */
export interface ParserThread<Answer> {
  /** Sent and not answered, oldest first. */
  readonly tasks: readonly ParseTask<Answer>[];
  send(task: ParseTask<Answer>): void;
  close(): void;
}

export interface ThreadOptions {
  /** Path of the bundled worker.ts. */
  readonly entry: string;
  readonly setup: WorkerSetup;
  readonly log: Log;
  /** Longest silence while something is to be done, in milliseconds. */
  readonly lateMs: number;
  readonly onAnswer: () => void;
  /** The thread is gone. `hasStarted`: it had come up, so what it was doing ended it. */
  readonly onEnd: (reason: string, hasStarted: boolean) => void;
}

/** Megabytes of JavaScript objects in one thread: texts and Outlines of a few files. Parsers keep theirs outside. */
const heapMegabytes = 128;

/** Of those, for objects just made. Little of what a thread makes lasts longer than one file. */
const youngMegabytes = 4;

/** Keeps the process alive only while it has something to parse. */
export function startParserThread<Answer>({
  entry,
  setup,
  log,
  lateMs,
  onAnswer,
  onEnd,
}: ThreadOptions): ParserThread<Answer> {
  // Neither the environment nor the flags of this process are a parser's business.
  const worker = new Worker(entry, {
    workerData: setup,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
  });
  const tasks: ParseTask<Answer>[] = [];
  let hasStarted = false;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const end = (reason: string): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    void worker.terminate();
    onEnd(reason, hasStarted);
  };
  const watch = (): void => {
    clearTimeout(timer);
    timer = tasks.length === 0 ? undefined : setTimeout(() => end('no answer'), lateMs).unref();
    if (tasks.length === 0) worker.unref();
    else worker.ref();
  };
  worker.on('message', (message: FromWorker<Answer>) => {
    if (isOver) return;
    if (message.type === 'warning') log.warn(message.message, message.facts);
    else if (message.type === 'ready') hasStarted = true;
    else {
      tasks.shift()?.resolve(message.answer);
      onAnswer();
    }
    watch();
  });
  worker.on('error', (error) => end(error.message));
  worker.on('exit', (code) => end(`ended with ${String(code)}`));
  watch();
  return {
    tasks,
    send(task) {
      tasks.push(task);
      const { path, text, lines } = task;
      worker.postMessage({ path, text, lines } satisfies ToWorker);
      if (tasks.length === 1) watch();
    },
    close() {
      isOver = true;
      clearTimeout(timer);
      void worker.terminate();
    },
  };
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BroadcastChannel, isMainThread, receiveMessageOnPort, threadId, Worker } from 'node:worker_threads';

/**
 * Threads that end by themselves write down what they counted, as processes do. One that is terminated, or that still
 * runs when its process exits, gets no chance: it is asked first, and whoever ends it waits a moment for the answer.
 */

const channelName = 'galley-coverage';
/** A thread that is busy does not answer; its counters are lost, as without all this. */
const patienceMs = 500;

interface Message {
  readonly kind: 'write' | 'written';
  readonly thread: number;
}

/** @param raw absolute path of nyc's folder. Returns what to call when this thread is about to exit. */
export function flushWorkers(raw: string): () => void {
  if (!isMainThread) answerQuestions(raw);
  const workers = new Set<Worker>();
  process.on('worker', (worker) => {
    workers.add(worker);
    worker.once('exit', () => workers.delete(worker));
  });
  const { terminate } = Worker.prototype as { terminate: (this: Worker) => Promise<number> };
  Worker.prototype.terminate = async function (this: Worker): Promise<number> {
    if (this.threadId > 0) await ask(this.threadId);
    return terminate.call(this);
  };
  return () => [...workers].forEach((worker) => askNow(worker.threadId));
}

function answerQuestions(raw: string): void {
  const channel = new BroadcastChannel(channelName);
  channel.unref();
  channel.onmessage = (event) => {
    const { kind, thread } = (event as { data: Message }).data;
    if (kind !== 'write' || thread !== threadId) return;
    writeCounters(raw);
    channel.postMessage({ kind: 'written', thread } satisfies Message);
  };
}

/** Under the name that nyc would write it: should the thread still end by itself, it writes it once more. */
function writeCounters(raw: string): void {
  const { __coverage__: counters = {} } = globalThis as { __coverage__?: object };
  writeFileSync(join(raw, `${process.env['NYC_PROCESS_ID']}.json`), JSON.stringify(counters));
}

function ask(thread: number): Promise<void> {
  const channel = new BroadcastChannel(channelName);
  return new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    channel.onmessage = (event) => {
      if (!isAnswer((event as { data: Message }).data, thread)) return;
      clearTimeout(timer);
      resolve();
    };
    channel.postMessage({ kind: 'write', thread } satisfies Message);
  }).finally(() => channel.close());
}

/** Nothing else runs in a thread that exits. */
function askNow(thread: number): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage({ kind: 'write', thread } satisfies Message);
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const got = receiveMessageOnPort(channel as never) as { message: Message } | undefined;
    if (got && isAnswer(got.message, thread)) break;
    if (!got) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
  }
  channel.close();
}

function isAnswer({ kind, thread }: Message, wanted: number): boolean {
  return kind === 'written' && thread === wanted;
}

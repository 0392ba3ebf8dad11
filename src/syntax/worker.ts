import { parentPort, workerData } from 'node:worker_threads';
import { silentLog } from '../log.ts';
import { createParser } from './create-parser.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './worker-protocol.ts';

/** Entry of a parser thread: parses what it is sent, one text after the other, in order. */

function send(message: FromWorker): void {
  parentPort?.postMessage(message);
}

const parser = createParser({
  ...(workerData as WorkerSetup),
  log: { ...silentLog, warn: (message, facts = {}) => send({ type: 'warning', message, facts }) },
});
let turn: Promise<void> = Promise.resolve();

parentPort?.on('message', ({ path, text, lines }: ToWorker) => {
  turn = turn.then(async () => send({ type: 'outline', outline: await parser.outline(path, text, lines) }));
});
send({ type: 'ready' });

import { parentPort, workerData } from 'node:worker_threads';
import type { CodeFacts } from '../coverage/code-facts.ts';
import type { Outline } from '../change/chunk.ts';
import { silentLog } from '../log.ts';
import { createCodeReader } from './code-facts/create-code-reader.ts';
import { createParser, type ParserOptions } from './create-parser.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './worker-protocol.ts';

/** Entry of a parser thread: parses what it is sent, one text after the other, in order. */

function send(message: FromWorker<Outline | CodeFacts>): void {
  parentPort?.postMessage(message);
}

const { reads, ...setup } = workerData as WorkerSetup;
const options: ParserOptions = {
  ...setup,
  log: { ...silentLog, warn: (message, facts = {}) => send({ type: 'warning', message, facts }) },
};
const [facts, outlines] = [createCodeReader(options), createParser(options)];

function read({ path, text, lines }: ToWorker): Promise<Outline | CodeFacts | undefined> {
  return reads === 'facts' ? facts.read(path, text, lines) : outlines.outline(path, text, lines);
}

let turn: Promise<void> = Promise.resolve();

parentPort?.on('message', (text: ToWorker) => {
  turn = turn.then(async () => send({ type: 'answer', answer: await read(text) }));
});
send({ type: 'ready' });

import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { recordingKey } from './recordings.ts';
import type { Recording } from './recordings.ts';

/** Headers worth keeping: the ones that tell a client how to read the body. */
const keptHeaders = ['content-type', 'server'];

export interface Recorder {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** A proxy on the loopback that hands every request to `target` and writes each exchange into `directory`. */
export async function startRecorder(target: string, directory: string, port = 0): Promise<Recorder> {
  mkdirSync(directory, { recursive: true });
  const server = createServer((req, res) => {
    const exchange = async (): Promise<void> => {
      const body = await readAll(req);
      const answer = await ask(new URL(req.url ?? '/', target), req.method ?? 'GET', body);
      const text = await readAll(answer);
      const headers = keep(answer);
      save(directory, req, body, { status: answer.statusCode ?? 502, headers, lines: text.split('\n') });
      res.writeHead(answer.statusCode ?? 502, headers).end(text);
    };
    exchange().catch((error: unknown) => res.writeHead(502).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function ask(url: URL, method: string, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    forward(url, { method, headers }, resolve).on('error', reject).end(body);
  });
}

async function readAll(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function keep(answer: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = answer.headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function save(directory: string, req: IncomingMessage, text: string, response: Recording['response']): void {
  const path = new URL(req.url ?? '/', 'http://double').pathname;
  const body: unknown = text === '' ? null : JSON.parse(text);
  const key = recordingKey(path, body);
  const recording: Recording = { key, request: { path, body }, response };
  writeFileSync(join(directory, `${key.slice(0, 16)}.json`), `${JSON.stringify(recording, null, 2)}\n`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      target: { type: 'string', default: 'http://127.0.0.1:11434' },
      recordings: { type: 'string' },
      port: { type: 'string', default: '0' },
    },
  });
  if (values.recordings === undefined) throw new Error('--recordings DIR is missing');
  const { url } = await startRecorder(values.target, values.recordings, Number(values.port));
  process.stdout.write(`${JSON.stringify({ url })}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

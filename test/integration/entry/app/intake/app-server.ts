import { createHmac, generateKeyPairSync } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { startServer, type ServerLimits } from '../../../../../src/entry/app/http/start-server.ts';
import { openIntake, type IntakeLimits } from '../../../../../src/entry/app/intake/open-intake.ts';
import { createAppLog } from '../../../../../src/entry/app/log/create-app-log.ts';
import { parseCommand } from '../../../../../src/review/jobs/commands/parse-command.ts';
import type { Delivery, JobStore } from '../../../../../src/review/jobs/job-store.ts';
import { memoryJobStore } from '../../../../ports/memory-job-store.ts';

export const secret = 'it takes at least thirty-two bytes';
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

export interface AppServer {
  readonly url: string;
  readonly port: number;
  /** What was handed to the store, in order. */
  readonly accepted: readonly Delivery[];
  readonly logged: readonly string[];
  /** POST of a webhook. */
  post(name: string, body: string, more?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export interface AppServerOptions {
  readonly limits?: Partial<IntakeLimits>;
  readonly server?: Partial<ServerLimits>;
  /** Instead of a store in memory. */
  readonly accept?: JobStore['accept'];
}

/** The real server with real limits and the real Probot, over a store in memory. */
export async function startAppServer(options: AppServerOptions = {}): Promise<AppServer> {
  const accepted: Delivery[] = [];
  const logged: string[] = [];
  const { jobs } = memoryJobStore();
  const store: Pick<JobStore, 'accept'> = {
    accept: async (delivery, onJob) => {
      accepted.push(delivery);
      return (options.accept ?? jobs.accept)(delivery, onJob);
    },
  };
  const receive = await openIntake({
    ...{ store, parseCommand, onAccepted: () => {}, onAnswer: () => {}, clock: () => performance.now() },
    settings: {
      ...{ appId: 1, privateKey, webhookSecret: secret },
      forge: { api: 'http://127.0.0.1:1/api/v3', server: 'http://127.0.0.1:1' },
    },
    log: createAppLog({
      ...{ form: 'json', least: 'debug', hide: (text) => text, now: () => 0 },
      write: (text) => void logged.push(text),
    }),
    ...(options.limits && { limits: options.limits }),
  });
  const pages = new Hono();
  pages.get('/other', (context) => context.text('other'));
  const running = await startServer({
    ...{ listen: { host: '127.0.0.1', port: 0, webhookPath: '/api/github/webhooks' }, receive, pages },
    limits: { headersMs: 10_000, requestMs: 60_000, keepAliveMs: 1000, connections: 500, ...options.server },
  });
  return {
    url: running.url,
    port: Number(new URL(running.url).port),
    accepted,
    logged,
    post: (name, body, more = {}) =>
      fetch(`${running.url}/api/github/webhooks`, {
        method: 'POST',
        headers: { ...headersOf(name, body), ...more },
        body,
      }),
    async close() {
      const closed = running.close();
      running.closeNow();
      await closed;
    },
  };
}

export function sign(body: string | Buffer): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

let deliveries = 0;

export function headersOf(name: string, body: string | Buffer): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-github-event': name,
    'x-github-delivery': `delivery-${(deliveries += 1)}`,
    'x-hub-signature-256': sign(body),
  };
}

export interface RawAnswer {
  /** Undefined: the connection ended without one. */
  readonly status: number | undefined;
  readonly text: string;
}

/** A connection of which a test says each byte. */
export function openRaw(port: number): { socket: Socket; answer: Promise<RawAnswer> } {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  const answer = new Promise<RawAnswer>((resolve) => {
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', () => {});
    socket.on('close', () => {
      const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? [];
      resolve({ status: status === undefined ? undefined : Number(status), text });
    });
  });
  return { socket, answer };
}

export function head(fields: Record<string, string | number>): string {
  const lines = Object.entries({ host: 'galley', ...fields }).map(([name, value]) => `${name}: ${value}`);
  return `POST /api/github/webhooks HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}

import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SignedWebhook } from './webhook.ts';

export interface Flood {
  readonly url: string;
  readonly count: number;
  /** Milliseconds over which they are spread, as evenly as timers allow. */
  readonly overMs: number;
  readonly make: (index: number) => SignedWebhook;
  /** Called with how many were answered, after each answer. */
  readonly onAnswer: (answered: number) => void;
}

export interface FloodResult {
  /** Milliseconds from the first byte sent to the status received, of each. */
  readonly latencies: readonly number[];
  /** Ids of those that were answered with 202. */
  readonly accepted: readonly string[];
  /** How many were answered with what; 0: not at all. */
  readonly statuses: Readonly<Record<number, number>>;
  /** How late the last one was sent, in milliseconds: the driver itself kept up when it is small. */
  readonly behindMs: number;
}

/** Sends webhooks at a steady rate, whatever the answers: who is slow does not slow down GitHub. */
export async function sendFlood({ url, count, overMs, make, onAnswer }: Flood): Promise<FloodResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const latencies: number[] = [];
  const accepted: string[] = [];
  const statuses: Record<number, number> = {};
  const underway: Promise<void>[] = [];
  let answered = 0;
  const post = async (webhook: SignedWebhook): Promise<void> => {
    const began = performance.now();
    const status = await send(agent, url, webhook);
    latencies.push(performance.now() - began);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 202) accepted.push(webhook.id);
    onAnswer(++answered);
  };
  const began = performance.now();
  let behindMs = 0;
  for (let index = 0; index < count; index++) {
    const due = began + (index * overMs) / count;
    if (due > performance.now()) await sleep(due - performance.now());
    behindMs = performance.now() - due;
    underway.push(post(make(index)));
  }
  await Promise.all(underway);
  agent.destroy();
  return { latencies, accepted, statuses, behindMs };
}

/**
 * 0: the connection broke. One that was used before may be ended by the server in the very moment in which a request is
 * sent: then it is sent again, as every client that keeps connections does.
 */
function send(agent: Agent, url: string, { id, body, headers }: SignedWebhook): Promise<number> {
  return new Promise((resolve) => {
    const length = String(Buffer.byteLength(body));
    const sent = request(url, { agent, method: 'POST', headers: { ...headers, 'content-length': length } });
    sent.once('response', (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
      answer.once('error', () => resolve(0));
    });
    sent.once('error', ({ code }: NodeJS.ErrnoException) => {
      const isOld = sent.reusedSocket && code === 'ECONNRESET';
      resolve(isOld ? send(agent, url, { id, body, headers }) : 0);
    });
    sent.end(body);
  });
}

/** Of sorted or unsorted numbers, the one that `share` of them are not above. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

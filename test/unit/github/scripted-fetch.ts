import type { GalleyError } from '../../../src/errors.ts';
import { isGalleyError } from '../../../src/errors.ts';
import { silentLog } from '../../../src/log.ts';
import { createGitHubClient, type ClientOptions } from '../../../src/github/client/create-client.ts';
import type { ClientTime } from '../../../src/github/client/client-time.ts';
import type { GitHubClient, PullAddress } from '../../../src/github/client/github-client.ts';

export const baseUrl = 'https://api.github.test';
export const token = 'ghs_canary0123456789canary0123456789';
export const address: PullAddress = { owner: 'octo', repo: 'shop', number: 7 };

/** One request as it left, and when. */
export interface Sent {
  readonly method: string;
  /** From the host on, with its query. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Record<string, string>;
  readonly body: unknown;
  /** By the clock of the client, Unix milliseconds. */
  readonly at: number;
}

export type Answer = Response | Error | ((sent: Sent) => Response | Error);

/** A clock on which waits take no time; it keeps them. */
export function virtualTime(start = Date.UTC(2026, 10, 22, 12)): ClientTime & { readonly waits: number[] } {
  let now = start;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    async sleep(ms) {
      waits.push(ms);
      now += ms;
    },
  };
}

export interface Scripted {
  readonly client: GitHubClient;
  readonly sent: readonly Sent[];
  readonly time: ReturnType<typeof virtualTime>;
  /** Every line that was logged, as JSON. */
  readonly logged: readonly string[];
}

/** A client over a `fetch` that answers: by turns, or by what is asked. */
export function scriptedClient(
  answers: readonly Answer[] | ((sent: Sent) => Response | Error | undefined),
  options: Partial<ClientOptions> = {},
): Scripted {
  const time = virtualTime();
  const sent: Sent[] = [];
  const logged: string[] = [];
  const queue = typeof answers === 'function' ? [] : [...answers];
  const send = async (input: string, init: RequestInit): Promise<Response> => {
    const url = new URL(input);
    const one: Sent = {
      method: init.method ?? 'GET',
      url: url.href,
      path: url.pathname,
      query: url.searchParams,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      at: time.now(),
    };
    sent.push(one);
    const next = typeof answers === 'function' ? answers(one) : queue.shift();
    const answer = typeof next === 'function' ? next(one) : next;
    if (answer === undefined) return json({ message: `no answer for ${one.method} ${one.path}` }, 404);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const log = (message: string, facts?: unknown) => void logged.push(JSON.stringify({ message, facts }));
  const client = createGitHubClient({
    baseUrl,
    token,
    userAgent: 'galley/test',
    log: { ...silentLog, debug: log, info: log, warn: log },
    time,
    fetch: send as typeof fetch,
    ...options,
  });
  return { client, sent, time, logged };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}

/** What `fetch` throws when nothing answers. */
export function lost(code = 'ECONNRESET'): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(`read ${code}`), { code }) });
}

/** The GalleyError that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<GalleyError> {
  const error = await promise.then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown,
  );
  if (!isGalleyError(error)) throw error;
  return error;
}

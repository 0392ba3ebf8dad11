import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { GalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { explainFailure } from '../explain-failure.ts';
import { authorise, checkToken } from './authorise.ts';
import { machineTime, type ClientTime } from './client-time.ts';
import { countCalls, type ApiCall } from './count-calls.ts';
import { guardFetch } from './guard-fetch.ts';
import { guardWrites, type MayWrite } from './guard-writes.ts';
import type { GitHubClient } from './github-client.ts';
import { isRepeatable } from './is-repeatable.ts';
import { retryFailed, type RetriedRequest } from './retry-failed.ts';
import { throttleOptions } from './throttle-options.ts';
import type { TokenSource } from './token-source.ts';
import { waitForLimits, type Send } from './wait-for-limits.ts';

export interface ClientOptions {
  /** Of the API: `https://api.github.com`, or `https://HOST/api/v3` of an Enterprise server. */
  readonly baseUrl: string;
  /** One that lasts, or where those come from that end; undefined: nobody is named. */
  readonly token: string | TokenSource | undefined;
  /** Asked right before each request that changes something; no: it fails with `lease-lost`. Default: it may. */
  readonly mayWrite?: MayWrite | undefined;
  /** Told of each request. */
  readonly onCall?: ((call: ApiCall) => void) | undefined;
  readonly log: Log;
  /** Name and version: `galley/1.2.3`. */
  readonly userAgent: string;
  /** Ends requests that bring no signal of their own. */
  readonly signal?: AbortSignal;
  /** Default: the clock of this machine. */
  readonly time?: ClientTime;
  /** Most milliseconds that limits may cost in all; default 15 minutes. */
  readonly mostWaitMs?: number;
  /** Default: the platform's, which takes a proxy only where the operator told Node to. */
  readonly fetch?: typeof fetch;
}

const timeoutMs = 60_000;
/** Ten times what GitHub shows of the largest diff. */
const maxBytes = 64 * 1024 * 1024;
const version = '2022-11-28';

/** Throws GalleyError `invalid-usage` for an address or a token that cannot be one. */
export function createGitHubClient(options: ClientOptions): GitHubClient {
  const { log, userAgent, time = machineTime } = options;
  const base = baseOf(options.baseUrl);
  const { token, mayWrite, onCall } = options;
  if (typeof token === 'string') checkToken(token);
  const limits = waitForLimits({
    ...{ time, log, mostMs: options.mostWaitMs ?? 15 * 60_000 },
    gate: typeof token === 'object' ? token.gate : undefined,
  });
  const GuardedOctokit = Octokit.plugin(
    ({ hook }) => {
      // The first is the innermost: what is asked right before a request leaves.
      if (onCall !== undefined) hook.wrap('request', countCalls(onCall) as never);
      if (mayWrite !== undefined) hook.wrap('request', guardWrites(mayWrite) as never);
      if (typeof token === 'object') hook.wrap('request', authorise(token) as never);
      hook.wrap('request', limits as never);
      return {};
    },
    throttling,
    ({ hook }) => {
      hook.wrap('request', retryFailed as never);
      return {};
    },
  );
  const octokit = new GuardedOctokit({
    ...(typeof token === 'string' ? { auth: token } : {}),
    baseUrl: base.href.replace(/\/$/u, ''),
    userAgent,
    log: quiet,
    request: {
      fetch: guardFetch(options.fetch ?? fetch, { origin: base.origin, timeoutMs, maxBytes, log }),
      log: quiet,
    },
    throttle: throttleOptions(time) as never,
  });
  // Tokens that come and go are those of an app.
  const isApp = typeof token === 'object';
  octokit.hook.wrap('request', prepare(options.signal, isApp) as never);
  return octokit;
}

interface PreparedRequest extends RetriedRequest {
  readonly method: string;
  readonly url: string;
  headers: Record<string, unknown>;
}

/** The outermost hook. What it sets must stand in the very object that it was given: the others see no copy. */
function prepare(signal: AbortSignal | undefined, isApp: boolean) {
  return async <A>(send: Send<PreparedRequest, A>, request: PreparedRequest): Promise<A> => {
    const used = request.request?.signal ?? signal;
    request.headers = { ...request.headers, 'x-github-api-version': version };
    request.request = {
      ...request.request,
      ...(used ? { signal: used } : {}),
      // Named for a request, a number counts for failures of every kind.
      ...(isRepeatable(request.method, request.url) ? {} : { retries: 0 }),
    };
    try {
      return await send(request);
    } catch (error) {
      throw explainFailure(error, request, isApp);
    }
  };
}

/** Octokit would print to the console. */
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

function baseOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBare = url !== undefined && `${url.username}${url.password}${url.search}${url.hash}` === '';
  if (url !== undefined && isBare && /^https?:$/u.test(url.protocol)) return url;
  throw new GalleyError('invalid-usage', {
    what: 'The address of the GitHub API is none.',
    why: 'It must be http or https, without a user, a query and a fragment.',
    todo: 'GITHUB_API_URL=https://api.github.com, or https://HOST/api/v3 of an Enterprise server.',
  });
}

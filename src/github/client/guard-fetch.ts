import { GalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';

export interface FetchGuards {
  /** Scheme, host and port that requests may go to. */
  readonly origin: string;
  /** Most milliseconds of one request, its body included. */
  readonly timeoutMs: number;
  /** Most bytes of a body. */
  readonly maxBytes: number;
  readonly log: Log;
}

const mostRedirects = 3;

/**
 * A `fetch` that sends nothing to another host than `origin`, neither a token nor the words of a review: redirects are
 * followed by hand, and only within the origin. The body is read before the answer is given, so that one that breaks
 * off is a failure and never a shorter body.
 */
export function guardFetch(send: typeof fetch, guards: FetchGuards): typeof fetch {
  return async (input, init = {}) => {
    const method = init.method ?? 'GET';
    let url = new URL(input instanceof Request ? input.url : input);
    const signals = [AbortSignal.timeout(guards.timeoutMs), ...(init.signal ? [init.signal] : [])];
    const options = { ...init, redirect: 'manual', signal: AbortSignal.any(signals) } as const;
    for (let hops = 0; ; hops += 1) {
      if (url.origin !== guards.origin) throw otherHost(url, guards.origin);
      const response = await send(url.href, options);
      guards.log.debug('github answered', { method, path: url.pathname, status: response.status });
      const location = redirectOf(response);
      if (location === undefined) return await readWhole(response, guards.maxBytes, url);
      await response.body?.cancel();
      if (hops === mostRedirects || !isFollowed(method, response.status)) throw redirected(response.status);
      url = new URL(location, url);
    }
  };
}

function redirectOf({ status, headers }: Response): string | undefined {
  return [301, 302, 303, 307, 308].includes(status) ? (headers.get('location') ?? undefined) : undefined;
}

/** GitHub answers 301 for reads of what was renamed or moved and 307 for writes; other writes would become reads. */
function isFollowed(method: string, status: number): boolean {
  return method === 'GET' || method === 'HEAD' || status === 307 || status === 308;
}

async function readWhole(response: Response, maxBytes: number, url: URL): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  const { status, headers } = response;
  const hasBody = ![204, 205, 304].includes(status);
  const body = Buffer.concat(chunks);
  if (status < 300 && hasBody && /\bjson\b/.test(headers.get('content-type') ?? '')) demandJson(body);
  const whole = new Response(hasBody ? body : null, { status, headers });
  // A Response that is made by hand has no address, and octokit hands it on.
  Object.defineProperty(whole, 'url', { value: url.href });
  return whole;
}

/** Octokit would hand on a text. Thrown as `fetch` throws what broke off: that is what it is. */
function demandJson(body: Buffer): void {
  if (body.length === 0) return;
  try {
    JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new TypeError('The answer is no whole JSON', { cause });
  }
}

function otherHost(url: URL, origin: string): GalleyError {
  return new GalleyError('forge-refused', {
    what: `${origin} points to another host, ${url.origin}; nothing was sent there.`,
    why: 'The token is for the host that you named.',
    todo: 'Name the address of the API itself, such as https://HOST/api/v3.',
  });
}

function redirected(status: number): GalleyError {
  return new GalleyError('forge-refused', {
    what: `GitHub sent a redirect (${status}) that is not followed.`,
    why: 'A write would become a read, or the redirects go round in circles.',
    todo: 'Use the present name of the repository.',
  });
}

function tooLarge(maxBytes: number): GalleyError {
  return new GalleyError('forge-refused', { what: `GitHub sent more than ${maxBytes} bytes in one answer.` });
}

import { ReadableStream } from 'node:stream/web';
import { GalleyError } from '../../errors.ts';
import type { Transport } from './http-transport.ts';
import { parseJson } from '../read-fields.ts';
import { readTextHead } from './read-lines.ts';

/**
 * A `fetch` over our transport for the `ollama` client's list, show, version and pull: pinned address, no redirects,
 * no proxy. `signal` ends every request made through it, since that client passes none. An address other than the
 * transport's own is refused. Errors of the server always arrive as JSON, or the client would print them.
 */
export function createFetch(transport: Transport, signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url);
    const { server } = transport;
    const base = server.url.pathname.replace(/\/+$/u, '');
    if (url.origin !== server.url.origin || !url.pathname.startsWith(`${base}/`)) {
      throw new GalleyError('internal', { what: `A request to ${url.origin} was refused.` });
    }
    const reply = await transport.open({
      method: init?.method === 'POST' ? 'POST' : 'GET',
      path: url.pathname.slice(base.length),
      ...(typeof init?.body === 'string' ? { body: parseJson(init.body) } : {}),
      signal,
    });
    const headers = { 'content-type': 'application/json' };
    if (reply.status >= 400) {
      const text = await readTextHead(reply.chunks, 64 * 1024);
      return new Response(asJsonError(text), { status: reply.status, headers });
    }
    return new Response(ReadableStream.from(reply.chunks) as never, { status: reply.status, headers });
  };
}

/** The body as the server sent it, in the one shape that the client hands on unread. */
function asJsonError(text: string): string {
  return JSON.stringify({ error: text });
}

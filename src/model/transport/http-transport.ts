import { Agent as HttpAgent, request as requestHttp } from 'node:http';
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { createDeadlines, type Deadlines } from './deadlines.ts';
import { abortedBy, connectionFailed, redirectRefused, replyCut, replyTooLarge } from './http-failures.ts';
import type { Timeouts } from '../model-options.ts';
import type { PinnedServer } from './pin-server.ts';

export interface TransportOptions {
  readonly server: PinnedServer;
  readonly apiKey?: string | undefined;
  readonly timeouts: Timeouts;
  /** What the reader can do when nothing answers: `ollama serve`. */
  readonly startCommand: string;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Below the server's base path, such as `/api/chat`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
  /** Bytes of the answer beyond which it counts as broken; default 8 MiB. */
  readonly maxBytes?: number;
  /** Told before each wait for a busy server. */
  readonly onWait?: () => void;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Body, once. Leaving the loop early closes the connection. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Says that the first token has come: from now on `idleMs` counts instead of `firstByteMs`. */
  begun(): void;
}

export interface Transport {
  readonly server: PinnedServer;
  /**
   * Sends one request to the pinned address; no name is looked up, no proxy setting is read.
   * Throws GalleyError `server-unreachable`, `redirected`, `model-timeout`, `interrupted` (or the signal's own
   * GalleyError); while the body is read also `reply-broken`.
   */
  open(request: HttpRequest): Promise<HttpReply>;
  /** Closes idle connections. */
  close(): void;
}

/** An own client over `node:http`: the platform's `fetch` gives up after 300 s without headers and follows redirects. */
export function createTransport(options: TransportOptions): Transport {
  const isSecure = options.server.url.protocol === 'https:';
  const agent = isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  return {
    server: options.server,
    open: (request) => send(request, options, { ...target(options, request), agent }),
    close: () => agent.destroy(),
  };
}

function target(options: TransportOptions, request: HttpRequest): RequestOptions & { servername?: string } {
  const { url, address, family } = options.server;
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  return {
    protocol: url.protocol,
    // The address itself, so that there is nothing left to resolve.
    host: address,
    family,
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    path: url.pathname.replace(/\/+$/u, '') + request.path,
    method: request.method,
    ...(isIP(host) ? {} : { servername: host }),
    headers: {
      Host: url.host,
      Accept: 'application/json, application/x-ndjson, text/event-stream',
      'Accept-Encoding': 'identity',
      'User-Agent': 'galley',
      ...(options.apiKey ? { Authorization: `Bearer ${options.apiKey}` } : {}),
    },
  };
}

function send(request: HttpRequest, options: TransportOptions, to: RequestOptions): Promise<HttpReply> {
  const address = options.server.url.origin;
  if (request.signal.aborted) return Promise.reject(abortedBy(request.signal));
  return new Promise((resolve, reject) => {
    const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
    const call = start(to, body);
    const deadlines = createDeadlines(options.timeouts, address, options.startCommand);
    let response: IncomingMessage | undefined;
    const stop = () => deadlines.fail(abortedBy(request.signal));
    request.signal.addEventListener('abort', stop, { once: true });
    const finish = () => {
      deadlines.stop();
      request.signal.removeEventListener('abort', stop);
    };
    deadlines.onFailure((error) => {
      if (response) response.destroy(error);
      else call.destroy(error);
    });
    watchConnection(call, deadlines);
    call.on('error', (cause) => {
      finish();
      reject(deadlines.failure() ?? connectionFailed(address, options.startCommand, cause));
    });
    call.on('response', (message) => {
      response = message;
      const status = message.statusCode ?? 0;
      if (status >= 300 && status < 400) {
        finish();
        message.destroy();
        reject(redirectRefused(address, status, message.headers.location));
        return;
      }
      const maxBytes = request.maxBytes ?? 8 * 1024 * 1024;
      const chunks = readBody(message, { address, deadlines, maxBytes, finish });
      resolve({ status, headers: message.headers, chunks, begun: () => deadlines.begun() });
    });
    call.end(body);
  });
}

function start(to: RequestOptions, body: Buffer | undefined): ClientRequest {
  const headers = {
    ...to.headers,
    ...(body ? { 'Content-Type': 'application/json', 'Content-Length': body.byteLength } : {}),
  };
  return (to.protocol === 'https:' ? requestHttps : requestHttp)({ ...to, headers });
}

function watchConnection(call: ClientRequest, deadlines: Deadlines): void {
  call.on('socket', (socket) => {
    if (!socket.connecting) deadlines.connected();
    else socket.once('connect', () => deadlines.connected());
  });
}

interface BodyContext {
  readonly address: string;
  readonly deadlines: Deadlines;
  readonly maxBytes: number;
  readonly finish: () => void;
}

async function* readBody(message: IncomingMessage, context: BodyContext): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      context.deadlines.heard();
      bytes += chunk.byteLength;
      if (bytes > context.maxBytes) throw replyTooLarge(context.maxBytes);
      yield chunk;
    }
  } catch (cause) {
    throw (
      context.deadlines.failure() ?? (bytes > context.maxBytes ? cause : replyCut(context.address, cause))
    );
  } finally {
    context.finish();
    // A half-read answer must not go back into the pool of connections.
    if (!message.complete) message.destroy();
  }
}

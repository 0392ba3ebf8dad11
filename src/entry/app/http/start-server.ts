import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { ListenSettings } from '../settings/read-app-settings.ts';
import { listenAt } from './listen-at.ts';

export interface ServerOptions {
  readonly listen: ListenSettings;
  /** Takes webhooks; undefined: this process takes none. */
  readonly receive: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  /** Everything else. */
  readonly pages: Hono;
  readonly limits: ServerLimits;
}

/** Against connections that are opened and then say little: times in milliseconds. */
export interface ServerLimits {
  readonly headersMs: number;
  /** From the first byte of a request to its last one. */
  readonly requestMs: number;
  readonly keepAliveMs: number;
  readonly connections: number;
}

export const serverLimits: ServerLimits = {
  headersMs: 10_000,
  requestMs: 60_000,
  // Longer than the minute that reverse proxies keep a connection: else a webhook meets one that has just been closed.
  keepAliveMs: 65_000,
  connections: 2_000,
};

export interface RunningServer {
  /** `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Takes no new connections, and ends those in which nothing is under way. Resolves when all are gone. */
  close(): Promise<void>;
  /** Ends what is still open. */
  closeNow(): void;
}

/** Listens. Throws GalleyError `invalid-config` where the address is taken or not ours. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { listen, receive, pages, limits } = options;
  const answerPage = getRequestListener(pages.fetch, { overrideGlobalObjects: false });
  let isClosing = false;
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: Math.min(1000, limits.headersMs),
    },
    (request, response) => {
      if (isClosing) response.setHeader('connection', 'close');
      if (receive !== undefined && isPath(request.url, listen.webhookPath)) receive(request, response);
      else void answerPage(request, response);
    },
  );
  server.maxConnections = limits.connections;
  await listenAt(server, listen);
  return {
    url: urlOf(server.address() as AddressInfo),
    close: () =>
      new Promise((resolve) => {
        isClosing = true;
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
    closeNow: () => server.closeAllConnections(),
  };
}

function isPath(url: string | undefined, wanted: string): boolean {
  const [path = ''] = (url ?? '').split('?');
  return path === wanted || path === `${wanted}/`;
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

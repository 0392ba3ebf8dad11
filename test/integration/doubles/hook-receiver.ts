import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One webhook as it came. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Somebody who gets webhooks: keeps them and answers with `status`. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** 0: does not answer. */
  status: number;
  readonly close: () => Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      const raw = Buffer.concat(parts).toString('utf8');
      received.push({ headers: req.headers, raw, payload: JSON.parse(raw) as Received['payload'] });
      if (receiver.status !== 0) res.writeHead(receiver.status).end('noted');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    status: 202,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Everything a run cost at the server, by the server's own counts: forms, retries and the checks before them. */
export interface ServerCost {
  readonly calls: number;
  readonly promptTokens: number;
  readonly replyTokens: number;
}

export interface CountingProxy {
  readonly url: string;
  /** Since the last call of this. */
  take(): ServerCost;
  close(): Promise<void>;
}

/** A server on loopback that hands everything on to an Ollama and counts what its answers say. */
export async function startCountingProxy(target: URL): Promise<CountingProxy> {
  let cost: ServerCost = { calls: 0, promptTokens: 0, replyTokens: 0 };
  const count = (body: string): void => {
    // Only the last line of an answer of a model holds counts.
    const prompt = /"prompt_eval_count":(\d+)/.exec(body)?.[1];
    if (prompt === undefined) return;
    cost = {
      calls: cost.calls + 1,
      promptTokens: cost.promptTokens + Number(prompt),
      replyTokens: cost.replyTokens + Number(/"eval_count":(\d+)/.exec(body)?.[1] ?? 0),
    };
  };
  const server = createServer((asked, answer) => {
    const { method, url: path, headers } = asked;
    const { hostname, port } = target;
    const onward = request(
      { hostname, port, method, path, headers: { ...headers, host: target.host } },
      (reply: IncomingMessage) => {
        let body = '';
        reply.on('data', (part: Buffer) => (body += part.toString('latin1')));
        reply.on('end', () => count(body));
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      },
    );
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = cost;
      cost = { calls: 0, promptTokens: 0, replyTokens: 0 };
      return taken;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Everything a run cost at the server: forms, retries and the checks before them. */
export interface ServerCost {
  readonly calls: number;
  /** As the server counts them. */
  readonly promptTokens: number;
}

export interface CountingProxy {
  readonly url: string;
  /** Since the last call of this. Asks the server about prompts whose answers were left before their end. */
  take(): Promise<ServerCost>;
  close(): Promise<void>;
}

/** A server on loopback that hands everything on to an Ollama and keeps the prompts. */
export async function startCountingProxy(target: URL): Promise<CountingProxy> {
  let prompts: string[] = [];
  const server = createServer((asked, answer) => {
    const { method, url: path = '', headers } = asked;
    const { hostname, port } = target;
    const options = { hostname, port, method, path, headers: { ...headers, host: target.host } };
    const onward = request(options, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    // Who leaves before the end stops the model.
    answer.on('close', () => onward.destroy());
    let body = '';
    asked.on('data', (part: Buffer) => (body += part.toString('latin1')));
    asked.on('end', () => {
      if (path === '/api/chat') prompts.push(body);
    });
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: async () => {
      const taken = prompts;
      prompts = [];
      let promptTokens = 0;
      for (const prompt of taken) promptTokens += await countPrompt(prompt, target);
      return { calls: taken.length, promptTokens };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/**
 * Galley leaves a form behind its last brace, before the line with the counts comes. The same request for one token, with
 * nothing else changed, has the same prompt.
 */
async function countPrompt(prompt: string, target: URL): Promise<number> {
  const asked = JSON.parse(Buffer.from(prompt, 'latin1').toString()) as {
    messages?: unknown[];
    options?: object;
  };
  // Without messages it only loads the model.
  if (asked.messages === undefined || asked.messages.length === 0) return 0;
  const body = JSON.stringify({ ...asked, stream: false, options: { ...asked.options, num_predict: 1 } });
  const reply = await fetch(new URL('/api/chat', target), { method: 'POST', body });
  const { prompt_eval_count: count } = (await reply.json()) as { prompt_eval_count?: number };
  if (count === undefined) throw new Error(`the server does not count a prompt: status ${reply.status}`);
  return count;
}

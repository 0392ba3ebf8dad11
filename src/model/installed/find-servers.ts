import { request } from 'node:http';

export interface FoundServer {
  /** `ollama`, `lmstudio`, `llama-server`, `vllm`, `mlx` or `unknown`. */
  readonly product: string;
  /** Ready for `--server`: with `/v1` where the OpenAI protocol is spoken. */
  readonly url: URL;
  /** As the server names them, at most 200; empty when it lists none. */
  readonly models: readonly string[];
}

/** What one GET answered; undefined when nothing did, in time and within limits. */
export interface ProbeAnswer {
  readonly status: number;
  /** The `Server` header; empty when there is none. */
  readonly server: string;
  readonly body: string;
}

export type Probe = (url: URL) => Promise<ProbeAnswer | undefined>;

/** Default ports of the servers that Galley speaks to. 8080 is llama-server's old one and mlx_lm.server's. */
const places = [
  { port: 11434, product: 'ollama' },
  { port: 1234, product: 'lmstudio' },
  { port: 9931, product: 'llama-server' },
  { port: 8080, product: 'unknown' },
  { port: 8000, product: 'vllm' },
] as const;

/** Looks for model servers on 127.0.0.1 at their default ports, all at once; in the order of the table above. */
export async function findServers(probe: Probe = probeHttp): Promise<FoundServer[]> {
  const found = await Promise.all(
    places.map(({ port, product }) =>
      product === 'ollama' ? askOllama(probe, port) : askOpenAi(probe, port, product),
    ),
  );
  return found.filter((server) => server !== undefined);
}

async function askOllama(probe: Probe, port: number): Promise<FoundServer | undefined> {
  const url = new URL(`http://127.0.0.1:${String(port)}`);
  const names = namesIn(await probe(new URL('/api/tags', url)), 'models', 'name');
  return names && { product: 'ollama', url, models: names };
}

async function askOpenAi(probe: Probe, port: number, usual: string): Promise<FoundServer | undefined> {
  const url = new URL(`http://127.0.0.1:${String(port)}/v1`);
  const answer = await probe(new URL('/v1/models', url));
  const models = namesIn(answer, 'data', 'id');
  return models && { product: productOf(answer, usual), url, models };
}

/** A port says little, since any of them can be changed: the answer's own marks come first. */
function productOf(answer: ProbeAnswer | undefined, usual: string): string {
  const server = answer?.server.toLowerCase() ?? '';
  const owner = /"owned_by"\s*:\s*"(\w+)"/u.exec(answer?.body ?? '')?.[1];
  if (server.includes('llama.cpp') || owner === 'llamacpp') return 'llama-server';
  if (owner === 'vllm') return 'vllm';
  if (server.startsWith('basehttp')) return 'mlx';
  return usual;
}

/** Undefined when the answer is not a list of models, so some other program's port. */
function namesIn(answer: ProbeAnswer | undefined, list: string, name: string): string[] | undefined {
  if (answer?.status !== 200) return undefined;
  const entries = fieldOf(parse(answer.body), list);
  if (!Array.isArray(entries)) return undefined;
  const names = entries.slice(0, 200).map((entry: unknown) => fieldOf(entry, name));
  return names.filter((value) => typeof value === 'string' && value.length <= 300) as string[];
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Some other program answers on this port.
    return undefined;
  }
}

const maxBytes = 2 ** 20;
const timeoutMs = 300;

/** One GET without redirects, proxies or kept connections; at most 300 ms and 1 MiB. Never throws. */
export function probeHttp(url: URL): Promise<ProbeAnswer | undefined> {
  return new Promise((resolve) => {
    const call = request(url, { agent: false, headers: { accept: 'application/json' } }, (response) => {
      const pieces: Buffer[] = [];
      let bytes = 0;
      response.on('data', (piece: Buffer) => {
        bytes += piece.length;
        if (bytes > maxBytes) finish(undefined);
        else pieces.push(piece);
      });
      response.on('end', () => {
        const body = Buffer.concat(pieces).toString('utf8');
        finish({ status: response.statusCode ?? 0, server: String(response.headers['server'] ?? ''), body });
      });
      response.on('error', () => {
        finish(undefined);
      });
    });
    const timer = setTimeout(() => {
      finish(undefined);
    }, timeoutMs);
    const finish = (answer: ProbeAnswer | undefined): void => {
      clearTimeout(timer);
      call.destroy();
      resolve(answer);
    };
    // Nobody listens on this port: the usual answer.
    call.on('error', () => {
      finish(undefined);
    });
    call.end();
  });
}

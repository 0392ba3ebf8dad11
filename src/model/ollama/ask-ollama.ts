import { Ollama } from 'ollama/browser';
import { isGalleyError } from '../../errors.ts';
import { explainFailure } from '../transport/explain-failure.ts';
import type { Transport } from '../transport/http-transport.ts';
import { createFetch } from '../transport/transport-fetch.ts';

/**
 * One question to Ollama through its own client over our transport: version, list, show or ps. `model` is named in a
 * failure; empty when the question is about none. Throws what {@link Transport.open} throws and what
 * {@link explainFailure} makes of a refusal.
 */
export async function askOllama<T>(
  transport: Transport,
  signal: AbortSignal,
  model: string,
  question: (client: Ollama) => Promise<T>,
): Promise<T> {
  const host = transport.server.url.href.replace(/\/+$/u, '');
  const client = new Ollama({ host, fetch: createFetch(transport, signal) });
  try {
    return await question(client);
  } catch (error) {
    if (isGalleyError(error)) throw error;
    const failed = error as { status_code?: unknown; message?: unknown };
    const status = typeof failed.status_code === 'number' ? failed.status_code : 200;
    const body = typeof failed.message === 'string' ? failed.message : String(error);
    throw explainFailure({ status, body }, { model, pull: `ollama pull ${model}` });
  }
}

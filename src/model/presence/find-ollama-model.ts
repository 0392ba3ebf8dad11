import type { ModelOptions } from '../model-options.ts';
import { inspectOllama } from '../ollama/inspect-ollama.ts';
import { startOllama } from '../ollama/start-ollama.ts';
import { createTransport } from '../transport/http-transport.ts';
import type { ModelPresence } from './presence.ts';

/** Throws what {@link inspectOllama} throws: no server, no such model, one that is elsewhere or writes no text. */
export async function findOllamaModel(options: ModelOptions, signal: AbortSignal): Promise<ModelPresence> {
  const transport = createTransport({ ...options, startCommand: startOllama });
  try {
    const { model, loaded } = await inspectOllama(transport, options.model, options.freeBytes(), signal);
    return { name: model.name, address: options.server.url.origin, isLoaded: loaded !== undefined };
  } finally {
    transport.close();
  }
}

import type { ModelOptions } from '../model-options.ts';
import { getJson, inspectServer, lmStudioEntry, type ServerFacts } from '../openai/inspect-server.ts';
import { pickModel } from '../openai/pick-model.ts';
import { startOfServer } from '../openai/start-of-server.ts';
import { withoutV1 } from '../openai/without-v1.ts';
import { findLoaded } from '../ollama/inspect-ollama.ts';
import { listOf } from '../read-fields.ts';
import { createTransport, type Transport } from '../transport/http-transport.ts';
import type { ModelPresence } from './presence.ts';

/** Throws GalleyError: no server, none that speaks the format, no such model. */
export async function findServedModel(options: ModelOptions, signal: AbortSignal): Promise<ModelPresence> {
  const url = withoutV1(options.server.url);
  const server = { ...options.server, url };
  const transport = createTransport({ ...options, server, startCommand: startOfServer(url) });
  try {
    const facts = await inspectServer(transport, signal);
    const name = pickModel(facts, options.model);
    return { name, address: url.origin, isLoaded: await isLoaded(facts, name, transport, signal) };
  } finally {
    transport.close();
  }
}

/** Undefined: the product does not say. */
async function isLoaded(
  facts: ServerFacts,
  name: string,
  transport: Transport,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  switch (facts.row.product) {
    case 'llama-server':
      // While it reads the weights it lists the model already, and is not well.
      return (await getJson(transport, '/health', signal)).status === 200;
    case 'vllm':
      // It listens once its model is loaded.
      return true;
    case 'lmstudio':
      return listOf(lmStudioEntry(facts, name)['loaded_instances']).length > 0;
    case 'ollama':
      return (await findLoaded(transport, { name, digest: '' }, signal)) !== undefined;
    default:
      return undefined;
  }
}

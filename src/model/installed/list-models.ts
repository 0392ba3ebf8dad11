import { createHash } from 'node:crypto';
import type { InstalledModel } from './choose-model.ts';
import { startOllama } from '../ollama/start-ollama.ts';
import { createTransport } from '../transport/http-transport.ts';
import type { ModelOptions } from '../model-options.ts';
import { listInstalled } from '../ollama/inspect-ollama.ts';
import { inspectServer } from '../openai/inspect-server.ts';
import { describeModel } from '../openai/pick-model.ts';
import { withoutV1 } from '../openai/without-v1.ts';
import { textOf } from '../read-fields.ts';

/**
 * What the server has, remote entries included and marked: no prompt is sent.
 * Throws GalleyError as describing a model does: `server-unreachable`, `server-refused`, ...
 */
export async function listModels(
  options: Pick<ModelOptions, 'server' | 'apiKey' | 'timeouts'>,
  backend: 'ollama' | 'openai',
  signal: AbortSignal,
): Promise<readonly InstalledModel[]> {
  const url = backend === 'openai' ? withoutV1(options.server.url) : options.server.url;
  const server = { ...options.server, url };
  const transport = createTransport({ ...options, server, startCommand: startOllama });
  try {
    if (backend === 'ollama') return await listInstalled(transport, signal);
    const facts = await inspectServer(transport, signal);
    const names = facts.models.flatMap((entry) => textOf(entry['id']) ?? []);
    return names.map((name) => ({ ...describeModel(facts, name, sha256), sizeBytes: 0 }));
  } finally {
    transport.close();
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

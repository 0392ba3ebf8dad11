import { explainChoice, rankModels } from '../../../model/installed/choose-model.ts';
import { findServers, type FoundServer } from '../../../model/installed/find-servers.ts';
import { listModels } from '../../../model/installed/list-models.ts';
import { pinServer } from '../../../model/transport/server-address.ts';
import { usableMemory } from '../usable-memory.ts';

/** A model that could be used from now on. */
export interface ModelChoice {
  readonly server: FoundServer;
  readonly name: string;
  /** One line for people. */
  readonly why: string;
}

/** At set-up nobody waits long: a server that does not answer at once is none. */
const timeouts = { connectMs: 500, firstByteMs: 2000, idleMs: 2000, totalMs: 4000 };

/** Models of the servers on this host, best first; empty when there is none. Ollama before others. */
export async function findChoices(signal: AbortSignal): Promise<ModelChoice[]> {
  const servers = await findServers();
  const choices = await Promise.all(servers.map((server) => choicesOf(server, signal)));
  return choices.flat();
}

async function choicesOf(server: FoundServer, signal: AbortSignal): Promise<ModelChoice[]> {
  const backend = server.product === 'ollama' ? 'ollama' : 'openai';
  const pinned = await pinServer(
    { url: server.url, origin: 'default' },
    { allowHosts: [], lookup: () => Promise.resolve([]) },
  );
  const installed = await listModels({ server: pinned, timeouts }, backend, signal);
  return rankModels(installed, usableMemory()).map((model) => ({
    server,
    name: model.name,
    why: explainChoice(model),
  }));
}

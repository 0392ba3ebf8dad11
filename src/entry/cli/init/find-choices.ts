import type { LoadedSettings } from '../../../config/load-settings.ts';
import { isGalleyError, type GalleyError } from '../../../errors.ts';
import { silentLog } from '../../../log.ts';
import { explainChoice, rankModels } from '../../../model/installed/choose-model.ts';
import { findServers, type FoundServer } from '../../../model/installed/find-servers.ts';
import { listModels } from '../../../model/installed/list-models.ts';
import { pinServer } from '../../../model/transport/server-address.ts';
import { modelOptions, serverOf } from '../open-model.ts';
import type { Terminal } from '../terminal.ts';
import { usableMemory } from '../usable-memory.ts';

/** A model that could be used from now on. */
export interface ModelChoice {
  readonly server: Pick<FoundServer, 'product' | 'url'>;
  readonly name: string;
  /** One line for people. */
  readonly why: string;
  /** A review gets there by what is set, without another flag. */
  readonly isSet: boolean;
}

export interface Choices {
  /** Best first, those of the server that is set before all others; empty when there is none. */
  readonly models: readonly ModelChoice[];
  /** Addresses of the servers that answered. */
  readonly servers: readonly string[];
  /** Why the server that somebody named is none. */
  readonly failure: GalleyError | undefined;
}

/** At set-up nobody waits long: a server that does not answer at once is none. */
const timeouts = { connectMs: 500, firstByteMs: 2000, idleMs: 2000, totalMs: 4000 };
/** One that somebody named may be on another machine, or asleep. */
const patientTimeouts = { connectMs: 5000, firstByteMs: 20_000, idleMs: 5000, totalMs: 30_000 };

/**
 * Models of the server that the settings or `OLLAMA_HOST` name, then those of the usual ports of this host.
 *
 * Throws GalleyError for a server that may not be asked (`host-not-allowed`) or is no address (`invalid-usage`).
 */
export async function findChoices(
  loaded: LoadedSettings,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Choices> {
  const { url, origin } = serverOf(loaded, terminal);
  const [named, found] = await Promise.all([
    origin === 'default' ? undefined : askNamed(loaded, terminal, signal),
    findServers(),
  ]);
  const others = found.filter((server) => !isSame(server.url, url) || named === undefined);
  const answers = await Promise.all(others.map((server) => choicesOf(server, url, signal)));
  return {
    models: [...(named?.models ?? []), ...answers.flat()],
    servers: [...(named && !named.failure ? [url.href] : []), ...others.map((server) => server.url.href)],
    failure: named?.failure,
  };
}

interface Named {
  readonly models: readonly ModelChoice[];
  readonly failure: GalleyError | undefined;
}

async function askNamed(loaded: LoadedSettings, terminal: Terminal, signal: AbortSignal): Promise<Named> {
  const options = await modelOptions(loaded, terminal, silentLog);
  const { backend } = options;
  const server = { product: backend === 'ollama' ? 'ollama' : 'unknown', url: options.server.url };
  try {
    const installed = await listModels({ ...options, timeouts: patientTimeouts }, backend, signal);
    const ranked = rankModels(installed, options.freeBytes());
    const models = ranked.map((model) => ({
      server,
      name: model.name,
      why: explainChoice(model),
      isSet: true,
    }));
    return { models, failure: undefined };
  } catch (error) {
    if (!isGalleyError(error) || signal.aborted) throw error;
    return { models: [], failure: error };
  }
}

async function choicesOf(server: FoundServer, set: URL, signal: AbortSignal): Promise<ModelChoice[]> {
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
    isSet: isSame(server.url, set),
  }));
}

function isSame(a: URL, b: URL): boolean {
  return a.origin === b.origin && a.pathname.replace(/\/+$/u, '') === b.pathname.replace(/\/+$/u, '');
}

import { lookup } from 'node:dns/promises';
import { join } from 'node:path';
import { describeOrigin, type LoadedSettings } from '../../config/load-settings.ts';
import type { Settings } from '../../config/schema.ts';
import { GalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { createDiskAbilityStore } from '../../model/cache/disk-ability-store.ts';
import type { ModelOptions } from '../../model/model-options.ts';
import { canonicalIp, isLoopback } from '../../model/transport/ip-address.ts';
import {
  pinServer,
  resolveServerAddress,
  type PinnedServer,
  type ServerAddress,
} from '../../model/transport/server-address.ts';
import type { Model } from '../../review/ports.ts';
import { cacheDirectory } from './open-cache.ts';
import { packageFile } from './package-files.ts';
import type { Terminal } from './terminal.ts';
import { usableMemory } from './usable-memory.ts';

/** Opens the model that the operator configured. No prompt is sent yet. */
export async function openModel(loaded: LoadedSettings, terminal: Terminal, log: Log): Promise<Model> {
  const { settings } = loaded;
  refuseSmallWindow(loaded);
  if (settings.backend === 'gguf') return openFile(settings, log);
  const options = await modelOptions(loaded, terminal, log);
  if (options.backend === 'openai') {
    const { createOpenAiModel } = await import('../../model/openai/create-openai-model.ts');
    return createOpenAiModel(options);
  }
  const { createOllamaModel } = await import('../../model/ollama/create-ollama-model.ts');
  return createOllamaModel(options);
}

/** Which server the settings and the environment name. */
export function serverOf({ settings, origins }: LoadedSettings, terminal: Terminal): ServerAddress {
  const isFromEnvironment = origins.get('server')?.from === 'environment';
  return resolveServerAddress({
    ...(isFromEnvironment ? { galleyServer: settings.server } : { server: settings.server }),
    ollamaHost: terminal.env['OLLAMA_HOST'],
    // Only a backend that somebody chose overrules what the address says.
    backend: origins.get('backend')?.from === 'default' ? undefined : settings.backend,
  });
}

export async function modelOptions(
  loaded: LoadedSettings,
  terminal: Terminal,
  log: Log,
): Promise<ModelOptions & { readonly backend: 'ollama' | 'openai' }> {
  const { settings } = loaded;
  const address = serverOf(loaded, terminal);
  const server = await pinServer(address, {
    allowHosts: settings.allowHost,
    lookup: (host) => lookup(host, { all: true }),
  });
  return {
    backend: address.backend,
    server,
    model: settings.model,
    apiKey: settings.apiKey,
    needed: neededTokens(settings),
    window: settings.window,
    keepAlive: settings.keepAlive,
    think: settings.think,
    timeouts: timeoutsOf(settings),
    parallel: settings.concurrency,
    // Of another machine's memory nothing is known here.
    freeBytes: isThisHost(server) ? () => usableMemory() : () => Infinity,
    abilityStore: createDiskAbilityStore({
      directory: join(cacheDirectory(settings), 'abilities'),
      // The reply cache lies beside it and warns already: one fault, one warning.
      log: { ...log, warn: (message, facts) => log.info(message, facts) },
    }),
    log,
  };
}

async function openFile(settings: Settings, log: Log): Promise<Model> {
  const { createInProcessModel } = await import('../../model/in-process/create-in-process-model.ts');
  const { createDiskFactsStore } = await import('../../model/in-process/disk-facts-store.ts');
  return createInProcessModel({
    file: settings.modelFile ?? '',
    needed: neededTokens(settings),
    window: settings.window,
    freeBytes: () => usableMemory(),
    childEntry: packageFile('in-process-child.js'),
    facts: createDiskFactsStore({ directory: join(cacheDirectory(settings), 'abilities'), log }),
    log,
    timeouts: timeoutsOf(settings),
  });
}

function isThisHost({ address }: PinnedServer): boolean {
  const ip = canonicalIp(address);
  return ip !== undefined && isLoopback(ip);
}

/** A retry repeats the prompt with one sentence more. */
const retryTokens = 64;

function neededTokens({ budget }: Settings): number {
  return budget.promptTokens + budget.replyTokens + retryTokens;
}

/** No server needs to be asked whether the operator's own figures go together. */
function refuseSmallWindow({ settings, origins }: LoadedSettings): void {
  const { window, budget } = settings;
  const needed = neededTokens(settings);
  if (window === undefined || window >= needed) return;
  const origin = origins.get('window');
  throw new GalleyError('invalid-usage', {
    what: `A window of ${window} tokens is too small: at least ${needed} are needed here`,
    why: `It is set by ${origin ? describeOrigin(origin) : 'default'}. A prompt takes up to ${budget.promptTokens} tokens, a reply ${budget.replyTokens}, asking again ${retryTokens}.`,
    todo: `--window ${needed}, or smaller requests: --prompt-tokens and --reply-tokens`,
  });
}

function timeoutsOf({ timeoutSeconds }: Settings): ModelOptions['timeouts'] {
  const { connect, firstByte, idle, total } = timeoutSeconds;
  return {
    connectMs: connect * 1000,
    firstByteMs: firstByte * 1000,
    idleMs: idle * 1000,
    totalMs: total * 1000,
  };
}

import { Ollama } from 'ollama/browser';
import { GalleyError, isGalleyError } from '../../errors.ts';
import { chooseModel, nearestModelName } from '../choose-model.ts';
import { explainFailure } from '../explain-failure.ts';
import type { Transport } from '../http-transport.ts';
import { refuseRemoteModel } from '../refuse-remote-model.ts';
import { createFetch } from '../transport-fetch.ts';
import { readLoaded, readShow, readTags, type ListedModel, type LoadedModel, type ShownModel } from './read-inventory.ts'; // prettier-ignore

/** What a running Ollama says of itself and of the model in question, without one prompt. */
export interface OllamaFacts {
  readonly version: string;
  readonly installed: readonly ListedModel[];
  readonly model: ListedModel;
  readonly shown: ShownModel;
  /** The model's entry if it is in memory now. */
  readonly loaded: LoadedModel | undefined;
}

/**
 * Asks version, list, show and ps. Without a name the best installed model is taken.
 * Throws GalleyError `model-missing`, `model-not-local` and what {@link Transport.open} and a refusing server give.
 */
export async function inspectOllama(
  transport: Transport,
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<OllamaFacts> {
  const client = createClient(transport, signal);
  const { version } = await ask('', () => client.version());
  const installed = readTags(await ask('', () => client.list()));
  const model = pick(installed, wanted);
  refuseRemoteModel(model);
  const shown = readShow(await ask(model.name, () => client.show({ model: model.name })));
  refuseRemoteModel({ name: model.name, remoteHost: shown.remoteHost, remoteModel: shown.remoteModel });
  return {
    version: version ?? '',
    installed,
    model,
    shown,
    loaded: await findLoaded(transport, model, signal),
  };
}

/** The model's `/api/ps` entry; undefined while it is not in memory. */
export async function findLoaded(
  transport: Transport,
  model: { readonly name: string; readonly digest: string },
  signal: AbortSignal,
): Promise<LoadedModel | undefined> {
  const loaded = readLoaded(await ask(model.name, () => createClient(transport, signal).ps()));
  return loaded.find(
    (entry) => entry.name === model.name && (entry.digest === model.digest || model.digest === ''),
  );
}

function createClient(transport: Transport, signal: AbortSignal): Ollama {
  const host = transport.server.url.href.replace(/\/+$/u, '');
  return new Ollama({ host, fetch: createFetch(transport, signal) });
}

async function ask<T>(model: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isGalleyError(error)) throw error;
    const failed = error as { status_code?: unknown; message?: unknown };
    const status = typeof failed.status_code === 'number' ? failed.status_code : 200;
    const body = typeof failed.message === 'string' ? failed.message : String(error);
    throw explainFailure({ status, body }, { model, pull: `ollama pull ${model}` });
  }
}

/** A name without a tag means `:latest`, else the only installed model of that name. */
function pick(installed: readonly ListedModel[], wanted: string | undefined): ListedModel {
  if (wanted === undefined) {
    const best = chooseModel(installed);
    const found = best && installed.find((model) => model.name === best.name);
    if (found) return found;
    throw new GalleyError('model-missing', {
      what: 'Ollama has no model installed that can review code.',
      todo: 'ollama pull qwen2.5-coder:7b',
    });
  }
  // A cloud name is refused as such even when it is not listed.
  refuseRemoteModel({ name: wanted });
  const exact = installed.find((model) => model.name === wanted || model.name === `${wanted}:latest`);
  const tagged = wanted.includes(':') ? [] : installed.filter((model) => model.name.startsWith(`${wanted}:`));
  const found = exact ?? (tagged.length === 1 ? tagged[0] : undefined);
  if (found) return found;
  const near = nearestModelName(wanted, installed);
  throw new GalleyError('model-missing', {
    what: `Ollama has no model ${wanted}.`,
    why: near === undefined ? '' : `The nearest installed name is ${near}.`,
    todo: `ollama pull ${wanted}`,
  });
}

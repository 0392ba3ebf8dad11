import type { Ollama } from 'ollama/browser';
import { GalleyError } from '../../errors.ts';
import { chooseModel, nearestModelName } from '../installed/choose-model.ts';
import type { Transport } from '../transport/http-transport.ts';
import { refuseRemoteModel } from '../installed/refuse-remote-model.ts';
import { askOllama } from './ask-ollama.ts';
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
 * Asks version, list, show and ps. Without a name the best installed model is taken, one that fits
 * in `freeBytes` before one that does not.
 * Throws GalleyError `model-missing`, `model-not-local`, `invalid-usage` (one that writes no text) and what {@link Transport.open} and a refusing server give.
 */
export async function inspectOllama(
  transport: Transport,
  wanted: string | undefined,
  freeBytes: number,
  signal: AbortSignal,
): Promise<OllamaFacts> {
  const ask = <T>(name: string, question: (client: Ollama) => Promise<T>): Promise<T> =>
    askOllama(transport, signal, name, question);
  const { version } = await ask('', (client) => client.version());
  const installed = await listInstalled(transport, signal);
  const running = readLoaded(await ask('', (client) => client.ps()));
  // What Ollama holds now it gives up for another model.
  const held = running.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const model = pick(installed, wanted, freeBytes + held);
  refuseRemoteModel(model);
  const shown = readShow(await ask(model.name, (client) => client.show({ model: model.name })));
  refuseRemoteModel({ name: model.name, remoteHost: shown.remoteHost, remoteModel: shown.remoteModel });
  refuseUnfitModel(model.name, shown.capabilities ?? model.capabilities ?? [], installed);
  return {
    version: version ?? '',
    installed,
    model,
    shown,
    loaded: entryOf(running, model),
  };
}

/** The model's `/api/ps` entry; undefined while it is not in memory. */
export async function findLoaded(
  transport: Transport,
  model: { readonly name: string; readonly digest: string },
  signal: AbortSignal,
): Promise<LoadedModel | undefined> {
  return entryOf(readLoaded(await askOllama(transport, signal, model.name, (client) => client.ps())), model);
}

/** What is installed, remote entries included. Throws like {@link inspectOllama}. */
export async function listInstalled(
  transport: Transport,
  signal: AbortSignal,
): Promise<readonly ListedModel[]> {
  return readTags(await askOllama(transport, signal, '', (client) => client.list()));
}

function entryOf(
  running: readonly LoadedModel[],
  model: { readonly name: string; readonly digest: string },
): LoadedModel | undefined {
  return running.find(
    (entry) => entry.name === model.name && (entry.digest === model.digest || model.digest === ''),
  );
}

/** An embedding model answers a chat with nothing that could be told from "no defect". No capabilities: not known. */
function refuseUnfitModel(
  name: string,
  capabilities: readonly string[],
  installed: readonly ListedModel[],
): void {
  if (capabilities.length === 0 || capabilities.includes('completion')) return;
  const fit = chooseModel(installed);
  throw new GalleyError('invalid-usage', {
    what: `The model ${name} can't review: it writes no text.`,
    why: `Ollama says what it can do: ${capabilities.join(', ')}. Nothing was sent.`,
    todo: fit ? `--model ${fit.name}` : 'ollama pull qwen2.5-coder:7b',
  });
}

/** A name without a tag means `:latest`, else the only installed model of that name. */
function pick(installed: readonly ListedModel[], wanted: string | undefined, fitsBytes: number): ListedModel {
  if (wanted === undefined) {
    const best = chooseModel(installed, fitsBytes);
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

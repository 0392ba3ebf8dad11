import type { LoadedSettings } from '../../../config/load-settings.ts';
import type { Log } from '../../../log.ts';
import type { ModelPresence } from '../../../model/presence/presence.ts';
import { modelOptions } from '../../cli/open-model.ts';
import type { Terminal } from '../../cli/terminal.ts';
import type { ReadinessCheck } from './create-readiness.ts';

/**
 * Whether the model that the operator configured is there. Nothing is sent to it: a probe must not load a model that its
 * server has just unloaded. One that is not in memory is no fault, since the next review loads it.
 */
export function findModel(loaded: LoadedSettings, terminal: Terminal, log: Log): ReadinessCheck {
  return async (signal) => {
    const { name, address, isLoaded } = await findPresence(loaded, terminal, log, signal);
    const detail = `${name} at ${address}${isLoaded === undefined ? '' : said[`${isLoaded}`]}`;
    return { detail, ...(isLoaded !== undefined && { loaded: isLoaded }) };
  };
}

const said = { true: ', in memory', false: ', not in memory: the next review waits until it is' };

async function findPresence(
  loaded: LoadedSettings,
  terminal: Terminal,
  log: Log,
  signal: AbortSignal,
): Promise<ModelPresence> {
  const { backend, modelFile = '' } = loaded.settings;
  if (backend === 'gguf') {
    const { readModelFile } = await import('../../../model/in-process/model-file.ts');
    const { name } = await readModelFile(modelFile);
    // Each review has a process of its own for it.
    return { name, address: modelFile, isLoaded: undefined };
  }
  const options = await modelOptions(loaded, terminal, log);
  if (options.backend === 'openai') {
    const { findServedModel } = await import('../../../model/presence/find-served-model.ts');
    return findServedModel(options, signal);
  }
  const { findOllamaModel } = await import('../../../model/presence/find-ollama-model.ts');
  return findOllamaModel(options, signal);
}

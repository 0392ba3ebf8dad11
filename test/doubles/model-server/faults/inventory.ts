import type { Plan } from '../plan.ts';
import type { ModelEntry } from '../script.ts';
import type { Effect } from './effect.ts';

function onModels(about: string, change: (model: ModelEntry) => ModelEntry[]): Effect {
  return {
    about,
    inventory: true,
    apply: (plan: Plan) => ({ ...plan, models: plan.models.flatMap(change) }),
  };
}

/** Lists of models that hold a surprise. */
export const inventoryFaults = {
  'cloud-name': onModels('beside every model a copy whose name ends in :cloud', (model) => [
    model,
    { ...model, name: `${model.name.split(':')[0] ?? model.name}:cloud`, size: 384 },
  ]),
  'remote-host': onModels('every model is served by a remote host behind the local port', (model) => [
    { ...model, remoteHost: 'https://ollama.com:443', remoteModel: model.name },
  ]),
  'partly-on-cpu': onModels('size_vram is half of size', (model) => [{ ...model, gpuShare: 0.5 }]),
  'smaller-context': onModels('1024 tokens are allocated, whatever was asked', (model) => [
    { ...model, allocatedContext: 1024 },
  ]),
  'arrays-emptied': onModels('arrays in model_info are null even when verbose', (model) => [
    { ...model, modelInfo: { ...model.modelInfo, 'tokenizer.ggml.tokens': null } },
  ]),
  'no-models': onModels('nothing is installed', () => []),
};

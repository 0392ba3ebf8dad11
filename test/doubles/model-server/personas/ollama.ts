import type { ModelEntry } from '../script.ts';
import { ok, textField } from './persona.ts';
import type { Persona, RouteAnswer, RouteContext } from './persona.ts';

/** Ollama; the version in the script decides how it cuts a long prompt. */
export const ollama: Persona = {
  name: 'ollama',
  serverHeader: undefined,
  fingerprint: 'fp_ollama',
  reasoningField: 'reasoning',
  enforcesSchema: true,
  acceptsJsonObject: true,
  givesLogprobs: true,
  tellsCached: false,
  defaultMaxTokens: Infinity,
  overflow: 'ollama-input',
  routes: {
    'GET /': () => ({ status: 200, text: 'Ollama is running' }),
    'GET /api/version': ({ version }) => ok({ version }),
    'GET /api/status': () => ok({ cloud: { disabled: false, source: 'none' } }),
    'GET /api/tags': ({ models }) => ok({ models: models.map(tag) }),
    'GET /api/ps': (context) => ok({ models: running(context) }),
    'POST /api/show': show,
    'GET /v1/models': ({ models }) =>
      ok({
        object: 'list',
        data: models.map(({ name }) => ({
          id: name,
          object: 'model',
          created: 1795273859,
          owned_by: 'library',
        })),
      }),
  },
  notFound: () => ({ status: 404, text: '404 page not found' }),
};

function details(model: ModelEntry): object {
  return {
    parent_model: '',
    format: model.format ?? 'gguf',
    family: model.family ?? 'llama',
    families: [model.family ?? 'llama'],
    parameter_size: model.parameterSize ?? '1B',
    quantization_level: model.quantization ?? 'Q4_K_M',
  };
}

function remote(model: ModelEntry): object {
  if (model.remoteHost === undefined) return {};
  return { remote_model: model.remoteModel ?? model.name, remote_host: model.remoteHost };
}

const digestOf = (model: ModelEntry): string => model.digest ?? '0'.repeat(64);

function tag(model: ModelEntry): object {
  return {
    name: model.name,
    model: model.name,
    ...remote(model),
    modified_at: '2026-11-21T15:10:59.907433067Z',
    size: model.size ?? 1_000_000_000,
    digest: digestOf(model),
    details: details(model),
  };
}

function running({ models, loaded }: RouteContext): object[] {
  const model = models.find(({ name }) => name === loaded?.name);
  if (model === undefined || loaded === undefined) return [];
  const size = Math.round((model.size ?? 1_000_000_000) * 1.2);
  return [
    {
      name: model.name,
      model: model.name,
      size,
      digest: digestOf(model),
      details: details(model),
      expires_at: new Date(Date.now() + 300_000).toISOString(),
      size_vram: Math.round(size * (model.gpuShare ?? 1)),
      context_length: Math.min(loaded.context, model.allocatedContext ?? loaded.context),
    },
  ];
}

function show({ body, models }: RouteContext): RouteAnswer {
  const wanted = textField(body, 'model') || textField(body, 'name');
  const model = models.find(({ name }) => name === wanted || name === `${wanted}:latest`);
  if (model === undefined) return { status: 404, json: { error: `model '${wanted}' not found` } };
  return ok({
    modelfile: `FROM ${model.name}\n`,
    template:
      '{{- range .Messages }}<|im_start|>{{ .Role }}\n{{ .Content }}<|im_end|>\n{{ end }}<|im_start|>assistant\n',
    details: details(model),
    ...remote(model),
    model_info: modelInfo(model, body['verbose'] === true),
    capabilities: model.capabilities ?? ['completion'],
    modified_at: '2026-11-21T15:10:59.907433067Z',
  });
}

function modelInfo(model: ModelEntry, verbose: boolean): Record<string, unknown> {
  const family = model.family ?? 'llama';
  const info: Record<string, unknown> = {
    'general.architecture': family,
    'general.file_type': 15,
    [`${family}.attention.head_count`]: 12,
    [`${family}.attention.head_count_kv`]: 2,
    [`${family}.block_count`]: 28,
    [`${family}.context_length`]: model.trainedContext ?? 8192,
    [`${family}.embedding_length`]: 1536,
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.tokens': ['!', '"', '#', '$', '%', '&'],
    ...model.modelInfo,
  };
  if (verbose) return info;
  const short = (value: unknown): unknown => (Array.isArray(value) && value.length > 5 ? null : value);
  return Object.fromEntries(Object.entries(info).map(([key, value]) => [key, short(value)]));
}

import { allocated, ok } from './persona.ts';
import type { Persona } from './persona.ts';

/** LM Studio: says 200 even when it has nothing good to say, knows no token probabilities. */
export const lmstudio: Persona = {
  name: 'lmstudio',
  serverHeader: undefined,
  fingerprint: 'lmstudio',
  reasoningField: 'reasoning_content',
  enforcesSchema: true,
  acceptsJsonObject: false,
  givesLogprobs: false,
  tellsCached: false,
  defaultMaxTokens: Infinity,
  overflow: 'lmstudio',
  routes: {
    'GET /api/v1/models': ({ models, defaultContext }) =>
      ok({
        models: models.map((model) => ({
          type: model.capabilities?.includes('completion') === false ? 'embedding' : 'llm',
          publisher: 'publisher',
          key: model.name,
          display_name: model.name,
          architecture: model.family ?? 'llama',
          quantization: { name: model.quantization ?? 'Q4_K_M', bits_per_weight: 4 },
          size_bytes: model.size ?? 1_000_000_000,
          params_string: model.parameterSize ?? '1B',
          loaded_instances: [
            { id: model.name, config: { context_length: allocated(model, defaultContext) } },
          ],
          max_context_length: model.trainedContext ?? 32_768,
          format: model.format === 'safetensors' ? 'mlx' : 'gguf',
          capabilities: { vision: false, trained_for_tool_use: false },
          description: null,
        })),
      }),
    'GET /v1/models': ({ models }) =>
      ok({
        object: 'list',
        data: models.map(({ name }) => ({ id: name, object: 'model', owned_by: 'organization_owner' })),
      }),
  },
  notFound: (method, path) => ok({ error: `Unexpected endpoint or method. (${method} ${path})` }),
};

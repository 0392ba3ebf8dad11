import { countTokens, renderMessages } from '../tokens.ts';
import type { Message } from '../script.ts';
import { allocated, ok, textField } from './persona.ts';
import type { Persona, RouteContext } from './persona.ts';

/** llama.cpp's `llama-server` with one model. */
export const llamaServer: Persona = {
  name: 'llama-server',
  serverHeader: 'llama.cpp',
  fingerprint: 'b6800-0123abc',
  reasoningField: 'reasoning_content',
  enforcesSchema: true,
  acceptsJsonObject: true,
  givesLogprobs: true,
  tellsCached: true,
  defaultMaxTokens: Infinity,
  overflow: 'llama-server',
  routes: {
    'GET /health': () => ok({ status: 'ok' }),
    'GET /props': (context) =>
      ok({
        default_generation_settings: { id: 0, id_task: -1, n_ctx: windowOf(context), speculative: false },
        total_slots: 1,
        model_alias: context.models[0]?.name ?? '',
        model_path: `/models/${context.models[0]?.name ?? ''}.gguf`,
        modalities: { vision: false, audio: false },
        chat_template: templateOf(context),
        build_info: 'b6800-0123abc',
      }),
    'GET /slots': (context) =>
      ok([{ id: 0, n_ctx: windowOf(context), speculative: false, is_processing: false, id_task: -1 }]),
    'POST /tokenize': ({ body }) =>
      ok({
        tokens: Array.from({ length: countTokens(textField(body, 'content')) }, (_, index) => index + 1),
      }),
    'POST /apply-template': ({ body }) =>
      ok({ prompt: renderMessages((body['messages'] ?? []) as Message[]) }),
    'GET /v1/models': ({ models }) =>
      ok({
        object: 'list',
        data: models.map((model) => ({
          id: model.name,
          object: 'model',
          created: 1795273859,
          owned_by: 'llamacpp',
          meta: {
            vocab_type: 2,
            n_vocab: 151_936,
            n_ctx_train: model.trainedContext ?? 32_768,
            n_embd: 1536,
            n_params: 1_543_714_304,
            size: model.size ?? 1_000_000_000,
            ftype: 'Q4_K - Medium',
          },
        })),
      }),
  },
  notFound: () => ({
    status: 404,
    json: { error: { code: 404, message: 'File Not Found', type: 'not_found_error' } },
  }),
};

function templateOf({ models }: RouteContext): string {
  const thinks = models[0]?.capabilities?.includes('thinking') ?? false;
  return `{% for message in messages %}…{% endfor %}${thinks ? '{% if enable_thinking %}<think>{% endif %}' : ''}`;
}

function windowOf({ models, defaultContext }: RouteContext): number {
  return models[0] === undefined ? defaultContext : allocated(models[0], defaultContext);
}

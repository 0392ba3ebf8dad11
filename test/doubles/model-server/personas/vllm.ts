import type { Message } from '../script.ts';
import { countTokens, renderMessages } from '../tokens.ts';
import { allocated, ok, textField } from './persona.ts';
import type { Persona } from './persona.ts';

/** vLLM: window in the list of models, prefix cache by itself. */
export const vllm: Persona = {
  name: 'vllm',
  serverHeader: 'uvicorn',
  fingerprint: 'vllm-0.12.0',
  reasoningField: 'reasoning',
  enforcesSchema: true,
  acceptsJsonObject: true,
  givesLogprobs: true,
  tellsCached: true,
  defaultMaxTokens: Infinity,
  overflow: 'vllm-context',
  routes: {
    'GET /health': () => ({ status: 200, text: '' }),
    'GET /version': ({ version }) => ok({ version }),
    'POST /tokenize': ({ body, models, defaultContext }) => {
      const messages = body['messages'] as Message[] | undefined;
      const count = countTokens(messages ? renderMessages(messages) : textField(body, 'prompt'));
      const window = models[0] === undefined ? defaultContext : allocated(models[0], defaultContext);
      return ok({
        count,
        max_model_len: window,
        tokens: Array.from({ length: count }, (_, index) => index + 1),
      });
    },
    'GET /v1/models': ({ models, defaultContext }) =>
      ok({
        object: 'list',
        data: models.map((model) => ({
          id: model.name,
          object: 'model',
          created: 1795273859,
          owned_by: 'vllm',
          root: model.name,
          parent: null,
          max_model_len: allocated(model, defaultContext),
          permission: [],
        })),
      }),
  },
  notFound: () => ({ status: 404, json: { detail: 'Not Found' } }),
};

import { ok } from './persona.ts';
import type { Persona } from './persona.ts';

/** mlx_lm.server: ignores response_format, stops at 512 tokens unless told, checks no length. */
export const mlx: Persona = {
  name: 'mlx',
  serverHeader: 'BaseHTTP/0.6 Python/3.13',
  fingerprint: 'mlx-lm',
  reasoningField: 'reasoning',
  enforcesSchema: false,
  acceptsJsonObject: true,
  givesLogprobs: false,
  tellsCached: true,
  defaultMaxTokens: 512,
  overflow: undefined,
  routes: {
    'GET /health': () => ok({ status: 'ok' }),
    'GET /v1/models': ({ models }) =>
      ok({
        object: 'list',
        data: models.map(({ name }) => ({ id: name, object: 'model', created: 1795273859 })),
      }),
  },
  notFound: () => ({ status: 404, text: 'Not Found' }),
};

import { refusal } from '../plan.ts';
import type { Plan, Refusal } from '../plan.ts';
import { refusing, type FaultOptions } from './effect.ts';

const isOpenai = (plan: Plan): boolean => plan.call?.dialect === 'openai';

/** The same sentence in the dialect of the caller. */
function sayNo(plan: Plan, status: number, message: string, type = 'api_error') {
  return refusal(
    status,
    isOpenai(plan) ? { error: { message, type, param: null, code: null } } : { error: message },
  );
}

function later(refused: Refusal, { retryAfter }: FaultOptions): Refusal {
  return retryAfter === undefined
    ? refused
    : { ...refused, headers: { ...refused.headers, 'Retry-After': retryAfter } };
}

const nameOf = (plan: Plan): string => plan.call?.model.name ?? 'model';

/** Plain refusals: a status and a sentence. */
export const refusalFaults = {
  'think-refused': refusing('400: the model does not support thinking', (plan) =>
    sayNo(plan, 400, `"${nameOf(plan)}" does not support thinking`),
  ),
  'think-level-unknown': refusing('400: no such thinking level', (plan) =>
    sayNo(plan, 400, 'invalid think value: "none" (must be "high", "medium", "low", true, or false)'),
  ),
  busy: refusing('503: the queue is full; `retryAfter`', (plan, options) =>
    later(sayNo(plan, 503, 'server busy, please try again.  maximum pending requests exceeded'), options),
  ),
  loading: refusing('503: the model is still loading; `retryAfter`', (_, options) =>
    later(
      refusal(503, { error: { message: 'Loading model', type: 'unavailable_error', code: 503 } }),
      options,
    ),
  ),
  'model-missing': refusing('404: no such model', (plan) =>
    sayNo(plan, 404, `model '${nameOf(plan)}' not found`),
  ),
  'cloud-off': refusing('403: cloud models are switched off', (plan) =>
    sayNo(plan, 403, 'ollama cloud is disabled: remote inference is unavailable'),
  ),
  'host-check': refusing('403 without a body: Host header refused', () => ({ status: 403, body: '' })),
  'client-closed': refusing('499: the server thinks the caller left', (plan) =>
    sayNo(plan, 499, 'request canceled'),
  ),
  'tool-call-cut': refusing('500: truncated tool call', (plan) =>
    sayNo(plan, 500, 'error parsing tool call: raw=\'{"name": "look\', err=unexpected end of JSON input'),
  ),
  'repetition-guard': refusing('500 after the repetition guard (from 2026-09)', (plan) =>
    sayNo(plan, 500, 'token repeat limit reached'),
  ),
  'json-object-refused': refusing('400: response_format json_object is not supported', () =>
    refusal(400, { error: "'response_format.type' must be 'json_schema' or 'text'" }),
  ),
  'html-error': refusing('an error whose body is not JSON; `status` (502), `text`', (_, options) => ({
    status: options.status ?? 502,
    body: options.text ?? '<html><body><h1>502 Bad Gateway</h1></body></html>',
    headers: { 'Content-Type': 'text/html' },
  })),
  'empty-error': refusing('an error without a body; `status` (500)', (_, options) => ({
    status: options.status ?? 500,
    body: '',
  })),
  status: refusing('any refusal: `status` (500) and `text` as the message', (plan, options) =>
    sayNo(plan, options.status ?? 500, options.text ?? 'something went wrong'),
  ),
  unauthorized: refusing('401', (plan) => sayNo(plan, 401, 'invalid api key', 'authentication_error')),
  'ok-with-error': refusing('200 with an error object inside (LM Studio); `text`', (_, options) =>
    refusal(200, { error: { message: options.text ?? 'The model has crashed', type: 'internal_error' } }),
  ),
  'ok-not-json': refusing('200 with a body that is not JSON; `text`', (_, options) => ({
    status: 200,
    body: options.text ?? '<html>Please log in</html>',
    headers: { 'Content-Type': 'text/html' },
  })),
  redirect: refusing(
    'a redirect; `status` 301, 302, 303, 307 (default) or 308, `location`',
    (_, options) => ({
      status: options.status ?? 307,
      body: '',
      headers: { Location: options.location ?? 'http://192.0.2.1/' },
    }),
  ),
};

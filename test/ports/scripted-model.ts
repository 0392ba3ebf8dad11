import { GalleyError, type ErrorCode } from '../../src/errors.ts';
import type { Completion, CompletionRequest, Model, ModelCard } from '../../src/review/ports.ts';

/** A reply's text, a failure, or something that looks at the request first. */
export type ScriptedReply =
  string | GalleyError | ((request: CompletionRequest) => string | GalleyError | Promise<string>);

export interface ScriptedModel extends Model {
  /** Every request, in order. */
  readonly requests: CompletionRequest[];
}

/** The Model port without a server: answers from a list, the last entry again and again. */
export function scriptedModel(
  replies: readonly ScriptedReply[],
  card: Partial<ModelCard> = {},
): ScriptedModel {
  const requests: CompletionRequest[] = [];
  return {
    requests,
    describe: async () => ({ ...modelCard, ...card }),
    countTokens: (text) => Math.ceil(text.length / 3),
    async complete(request) {
      const reply = replies[Math.min(requests.length, replies.length - 1)] ?? '{"findings":[]}';
      requests.push(request);
      request.signal.throwIfAborted();
      const answer = typeof reply === 'function' ? await reply(request) : reply;
      if (typeof answer !== 'string') throw answer;
      return completion(answer);
    },
    close: async () => {},
  };
}

/** A Model whose server cannot be had. */
export function missingModel(code: ErrorCode): Model {
  const failure = new GalleyError(code, { what: 'no server', why: 'refused', todo: 'ollama serve' });
  return { ...scriptedModel([]), describe: () => Promise.reject(failure) };
}

export function completion(text: string, stop: Completion['stop'] = 'stop'): Completion {
  return {
    text,
    stop,
    tokens: { prompt: 100, evaluated: 40, reply: 10 },
    ms: { load: 0, prefill: 100, decode: 100, total: 200 },
    probabilities: [],
  };
}

export const modelCard: ModelCard = {
  name: 'scripted:1b',
  digest: 'd'.repeat(64),
  family: 'scripted',
  parameters: '1B',
  quantisation: 'Q4_K_M',
  server: { backend: 'ollama', product: 'ollama', version: '0.0.0', address: 'http://127.0.0.1:1' },
  window: { trained: 32768, used: 4096, reason: 'scripted' },
  parallel: 1,
  abilities: { schema: 'enforced', tokenProbabilities: true, thinking: false },
  check: null,
};

import type { WireMessage } from './frames.ts';
import { contentOf } from './plan.ts';
import type { Answer, Plan, Token } from './plan.ts';
import type { Call } from './script.ts';

/** Milliseconds that one token takes: prefill and decode. */
const prefillMs = 2;
const decodeMs = 20;
const nanoseconds = 1_000_000;

/** The answer as `/api/chat` and `/api/generate` send it. */
export function ollamaMessage(call: Call, plan: Plan): WireMessage {
  const { answer } = plan;
  const errorFrame = (text: string): string => `${JSON.stringify({ error: text })}\n`;
  if (!call.stream) {
    const body = {
      ...head(call),
      ...part(call, contentOf(answer), answer.thinking),
      ...tail(answer),
      ...weights(call, answer.tokens),
    };
    const text = JSON.stringify(body);
    return {
      contentType: 'application/json; charset=utf-8',
      single: true,
      errorFrame,
      frames: [{ kind: 'end', text }],
    };
  }
  const line = (fields: object): string => `${JSON.stringify({ ...head(call), ...fields })}\n`;
  const thinking = answer.thinking === '' ? [] : [line({ ...part(call, '', answer.thinking), done: false })];
  const spoken = answer.tokens.map((token) =>
    line({ ...part(call, token.text, ''), done: false, ...weights(call, [token]) }),
  );
  const end = answer.done ? [line({ ...part(call, '', ''), ...tail(answer) })] : [];
  return {
    contentType: 'application/x-ndjson',
    single: false,
    errorFrame,
    frames: [
      ...[...thinking, ...spoken].map((text) => ({ kind: 'token' as const, text })),
      ...end.map((text) => ({ kind: 'end' as const, text })),
    ],
  };
}

function head(call: Call): object {
  return { model: call.model.name, created_at: new Date().toISOString() };
}

function part(call: Call, content: string, thinking: string): object {
  const thought = thinking === '' ? {} : { thinking };
  if (call.path === '/api/generate') return { response: content, ...thought };
  return { message: { role: 'assistant', content, ...thought } };
}

function tail(answer: Answer): object {
  if (!answer.done) return { done: false };
  const prefill = Math.max(1, answer.promptTokens - answer.cachedTokens) * prefillMs;
  const decode = answer.evalTokens * decodeMs;
  return {
    done: true,
    done_reason: answer.reason,
    total_duration: (answer.loadMs + prefill + decode) * nanoseconds,
    load_duration: answer.loadMs * nanoseconds,
    prompt_eval_count: answer.promptTokens,
    prompt_eval_duration: prefill * nanoseconds,
    eval_count: answer.evalTokens,
    eval_duration: decode * nanoseconds,
  };
}

function weights(call: Call, tokens: readonly Token[]): object {
  if (call.topLogprobs === undefined) return {};
  return { logprobs: tokens.map((token) => weigh(token, call.topLogprobs ?? 0)) };
}

/** One entry of a `logprobs` list: Ollama's and OpenAI's are alike. Without alternatives the field is absent. */
export function weigh(token: Token, top: number): object {
  const entry = (text: string, probability: number): object => ({
    token: text,
    logprob: Math.log(Math.max(probability, 1e-9)),
    bytes: [...Buffer.from(text)],
  });
  if (top === 0) return entry(token.text, token.probability);
  const alternatives = token.alternatives
    .slice(0, top)
    .map(([text, probability]) => entry(text, probability));
  return { ...entry(token.text, token.probability), top_logprobs: alternatives };
}

import type { WireMessage } from './frames.ts';
import { weigh } from './ollama-format.ts';
import type { Persona } from './personas/persona.ts';
import { contentOf } from './plan.ts';
import type { Answer, Plan, Token } from './plan.ts';
import type { Call } from './script.ts';

/** The answer as `/v1/chat/completions` sends it. */
export function openaiMessage(call: Call, plan: Plan, persona: Persona): WireMessage {
  const { answer } = plan;
  const errorFrame = (message: string): string =>
    `data: ${JSON.stringify({ error: { message, type: 'server_error', param: null, code: 500 } })}\n\n`;
  const finish = answer.done ? answer.reason : null;
  if (!call.stream) {
    const message = { role: 'assistant', content: contentOf(answer), ...reasoning(answer, persona) };
    const choice = { index: 0, message, finish_reason: finish, ...weights(call, answer.tokens) };
    const body = {
      ...head(call, 'chat.completion', persona),
      choices: [choice],
      usage: usage(answer, persona),
      ...timings(answer, persona),
    };
    return {
      contentType: 'application/json',
      single: true,
      errorFrame,
      frames: [{ kind: 'end', text: JSON.stringify(body) }],
    };
  }
  const event = (choices: readonly object[], more: object = {}): string =>
    `data: ${JSON.stringify({ ...head(call, 'chat.completion.chunk', persona), choices, ...more })}\n\n`;
  const delta = (fields: object, reason: string | null, more: object = {}): object[] => [
    { index: 0, delta: fields, finish_reason: reason, ...more },
  ];
  const thought =
    answer.thinking === ''
      ? []
      : [event(delta({ role: 'assistant', content: '', ...reasoning(answer, persona) }, null))];
  const spoken = answer.tokens.map((token) =>
    event(delta({ role: 'assistant', content: token.text }, null, weights(call, [token]))),
  );
  const early = plan.wire.usage === 'with-finish' ? { usage: usage(answer, persona) } : {};
  const last =
    call.usageWanted && plan.wire.usage === 'last'
      ? [event([], { usage: usage(answer, persona), ...timings(answer, persona) })]
      : [];
  const end = answer.done ? [event(delta({ content: '' }, finish), early), ...last, 'data: [DONE]\n\n'] : [];
  return {
    contentType: 'text/event-stream',
    single: false,
    errorFrame,
    frames: [
      ...[...thought, ...spoken].map((text) => ({ kind: 'token' as const, text })),
      ...end.map((text) => ({ kind: 'end' as const, text })),
    ],
  };
}

function head(call: Call, object: string, persona: Persona): object {
  return {
    id: 'chatcmpl-373',
    object,
    created: Math.floor(Date.now() / 1000),
    model: call.model.name,
    system_fingerprint: persona.fingerprint,
  };
}

function reasoning(answer: Answer, persona: Persona): object {
  return answer.thinking === '' ? {} : { [persona.reasoningField]: answer.thinking };
}

function usage(answer: Answer, persona: Persona): object {
  return {
    prompt_tokens: answer.promptTokens,
    completion_tokens: answer.evalTokens,
    total_tokens: answer.promptTokens + answer.evalTokens,
    ...(persona.tellsCached ? { prompt_tokens_details: { cached_tokens: answer.cachedTokens } } : {}),
  };
}

function timings(answer: Answer, persona: Persona): object {
  if (persona.name !== 'llama-server') return {};
  const prompt = Math.max(1, answer.promptTokens - answer.cachedTokens);
  return {
    timings: {
      cache_n: answer.cachedTokens,
      prompt_n: prompt,
      prompt_ms: prompt * 2,
      prompt_per_second: 500,
      predicted_n: answer.evalTokens,
      predicted_ms: answer.evalTokens * 20,
      predicted_per_second: 50,
    },
  };
}

function weights(call: Call, tokens: readonly Token[]): object {
  if (call.topLogprobs === undefined) return {};
  return { logprobs: { content: tokens.map((token) => weigh(token, call.topLogprobs ?? 0)) } };
}

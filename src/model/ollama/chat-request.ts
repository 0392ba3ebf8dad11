import type { CompletionRequest } from '../../review/ports.ts';

/** What is the same for every request of a run: a change of `num_ctx` would make Ollama load the model anew. */
export interface ChatProfile {
  readonly model: string;
  readonly window: number;
  readonly keepAlive: string | undefined;
  readonly think: boolean | 'low';
  readonly sendSchema: boolean;
}

/**
 * The body of `/api/chat`. `shift:false, truncate:false` turn a prompt that is too long into a refusal; `think` is
 * always sent because Ollama thinks when it is absent, and `num_predict` because its default is ten windows.
 */
export function chatRequest(request: CompletionRequest, profile: ChatProfile): Record<string, unknown> {
  return {
    model: profile.model,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    stream: true,
    think: profile.think,
    shift: false,
    truncate: false,
    ...(profile.keepAlive === undefined ? {} : { keep_alive: keepAliveOf(profile.keepAlive) }),
    ...(request.schema && profile.sendSchema ? { format: request.schema } : {}),
    ...(request.topTokens > 0 ? { logprobs: true, top_logprobs: request.topTokens } : {}),
    options: {
      num_ctx: profile.window,
      num_predict: request.maxTokens,
      seed: request.seed,
      temperature: request.temperature,
    },
  };
}

/** Ollama reads a bare number as seconds only when it is no string. */
function keepAliveOf(text: string): string | number {
  return /^-?\d+$/u.test(text) ? Number(text) : text;
}

/** gpt-oss knows levels only and can't be stopped from thinking: the least is `low`. */
export function thinkingOf(family: string, canThink: boolean, wanted: boolean): boolean | 'low' {
  if (/^gpt-?oss/iu.test(family)) return 'low';
  return wanted && canThink;
}

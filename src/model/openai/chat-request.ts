import type { CompletionRequest } from '../../review/ports.ts';
import type { ServerRow } from './server-table.ts';

export interface ChatProfile {
  readonly model: string;
  readonly row: ServerRow;
  readonly think: boolean;
  readonly sendSchema: boolean;
}

/** The body of `/v1/chat/completions`. `max_tokens` is always there: one server stops at 512 without it. */
export function chatRequest(request: CompletionRequest, profile: ChatProfile): Record<string, unknown> {
  const { row } = profile;
  return {
    model: profile.model,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: request.maxTokens,
    temperature: request.temperature,
    ...(row.sendsSeed ? { seed: request.seed } : {}),
    ...(request.schema && profile.sendSchema && row.schema === 'json_schema'
      ? {
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'reply', strict: true, schema: request.schema },
          },
        }
      : {}),
    ...(request.topTokens > 0 ? { logprobs: true, top_logprobs: request.topTokens } : {}),
    ...row.extras,
    ...thinkingPart(profile),
  };
}

/** gpt-oss can't be stopped from thinking: the least is `low`. */
function thinkingPart({ model, row, think }: ChatProfile): Readonly<Record<string, unknown>> {
  const isLevelsOnly = /gpt-?oss/iu.test(model);
  if (!isLevelsOnly) return think ? {} : row.thinkingOff;
  if ('chat_template_kwargs' in row.thinkingOff) return { chat_template_kwargs: { reasoning_effort: 'low' } };
  return 'reasoning_effort' in row.thinkingOff ? { reasoning_effort: 'low' } : {};
}

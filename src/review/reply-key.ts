import { createHash } from 'node:crypto';
import type { PromptId } from '../prompt/message.ts';
import type { CompletionRequest } from './ports.ts';

/** Everything a reply depends on, and nothing else: the window is not part of it, since a prompt is never cut. */
export interface ReplyKeyParts {
  readonly prompt: PromptId;
  /** Digest of the model's weights. */
  readonly model: string;
  readonly request: Pick<
    CompletionRequest,
    'messages' | 'schema' | 'maxTokens' | 'temperature' | 'seed' | 'topTokens'
  >;
}

/** Content address of a reply: 64 hexadecimal digits. */
export function replyKey({ prompt, model, request }: ReplyKeyParts): string {
  const { messages, schema, maxTokens, temperature, seed, topTokens } = request;
  const parts = [
    prompt.id,
    prompt.version,
    model,
    messages,
    schema ?? null,
    maxTokens,
    temperature,
    seed,
    topTokens,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

import type { PromptId } from '../prompt/message.ts';
import type { ModelReply } from './model-reply.ts';
import type { CompletionRequest, Model, ModelCard, ReplyCache } from './ports.ts';
import { replyKey } from './reply-key.ts';

export interface AskOnceContext {
  readonly model: Model;
  readonly card: Pick<ModelCard, 'digest'>;
  readonly cache: ReplyCache | undefined;
  readonly signal: AbortSignal;
}

/** Where nothing is to be left to chance: the same prompt gets the same reply, as far as a server promises it. */
export const steady = { temperature: 0, seed: 7 } as const;

/**
 * One reply: from the cache, else from the model. A fresh one is not kept yet: see rememberReplies.
 *
 * @throws GalleyError of the model call
 */
export async function askOnce(
  prompt: PromptId,
  request: Omit<CompletionRequest, 'signal'>,
  { model, card, cache, signal }: AskOnceContext,
): Promise<ModelReply> {
  const key = replyKey({ prompt, model: card.digest, request });
  const known = await cache?.get(key);
  if (known !== undefined) return { key, completion: known, cached: true };
  return { key, completion: await model.complete({ ...request, signal }), cached: false };
}

/** Keeps what did not come from the cache. */
export async function rememberReplies(
  replies: readonly ModelReply[],
  cache: ReplyCache | undefined,
): Promise<void> {
  for (const { key, completion, cached } of replies) {
    if (!cached) await cache?.put(key, completion);
  }
}

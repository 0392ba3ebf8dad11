import type { Chunk } from '../change/chunk.ts';
import { isGalleyError, type ErrorCode } from '../errors.ts';
import type { Message } from '../prompt/message.ts';
import { renderReviewChunk, renderReviewChunkRetry, reviewChunkId } from '../prompt/review-chunk/prompt.ts';
import { parseReviewChunkReply, reviewChunkSchema, type Claim } from '../prompt/review-chunk/reply.ts';
import type { CallProgress, Model, ModelCard, ReplyCache } from './ports.ts';
import { failureOf, sizeOf, tooLong, type ModelReply } from './model-reply.ts';
import { replyKey } from './reply-key.ts';

/** What a model made of the form about one Chunk. */
export interface FormAnswer {
  readonly claims: readonly Claim[];
  readonly malformed: number;
  /** Empty when the form was filled in; else why not, for people. */
  readonly failure: string;
  /** Code of the failure, where an error caused it. */
  readonly failureCode: ErrorCode | undefined;
  /** What the user can do about the failure; empty where nothing is known. */
  readonly todo: string;
  /** Replies used or tried, in order. */
  readonly replies: readonly ModelReply[];
  /** Our estimate of the tokens of each prompt that was sent and whose reply never came whole. */
  readonly lostPrompts: readonly number[];
}

export interface AskFormContext {
  readonly model: Model;
  readonly card: Pick<ModelCard, 'digest' | 'abilities'>;
  readonly cache: ReplyCache | undefined;
  readonly promptTokens: number;
  readonly replyTokens: number;
  readonly signal: AbortSignal;
  readonly onCall: (progress: CallProgress) => void;
}

/** A fixed seed and no temperature: the same chunk gets the same answer, as far as a server promises it. */
const seed = 7;
const temperature = 0;

/**
 * Has the form about one Chunk filled in: cache first, then the model, one informed retry, then an honest failure. A reply that was cut
 * at its limit is retried too; what it said before the cut still counts, but the Chunk is not reviewed.
 */
export async function askForm(chunk: Chunk, context: AskFormContext): Promise<FormAnswer> {
  const replies: ModelReply[] = [];
  const messages = renderReviewChunk(chunk);
  const size = sizeOf(messages);
  if (size > context.promptTokens) {
    return noAnswer(...tooLong(size, context.promptTokens));
  }
  let attempt = messages;
  let said: Pick<FormAnswer, 'claims' | 'malformed'> = { claims: [], malformed: 0 };
  try {
    for (;;) {
      const reply = await askOnce(attempt, context);
      replies.push(reply);
      const parsed = parseReviewChunkReply(reply.completion.text, reply.completion.stop);
      if (parsed.ok) said = { claims: parsed.claims, malformed: parsed.malformed };
      if (parsed.ok && !parsed.cut) {
        await remember(replies, context.cache);
        return { ...noAnswer(''), ...said, replies };
      }
      const problem = parsed.ok ? 'it was cut off' : parsed.problem;
      if (replies.length > 1) {
        return { ...noAnswer(`the model's reply could not be used: ${problem}`), ...said, replies };
      }
      attempt = renderReviewChunkRetry(chunk, problem);
    }
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    const { failure, failureCode, todo, lostPrompts } = failureOf(error, sizeOf(attempt));
    return { ...said, failure, failureCode, todo, replies, lostPrompts };
  }
}

function noAnswer(failure: string, todo = ''): FormAnswer {
  return { claims: [], malformed: 0, failure, failureCode: undefined, todo, replies: [], lostPrompts: [] };
}

async function askOnce(messages: readonly Message[], context: AskFormContext): Promise<ModelReply> {
  const { model, card, cache, signal, onCall } = context;
  const enforced = card.abilities.schema === 'enforced';
  const question = {
    messages,
    ...(enforced ? { schema: reviewChunkSchema } : {}),
    maxTokens: context.replyTokens,
    temperature,
    seed,
    topTokens: 0,
  };
  const key = replyKey({ prompt: reviewChunkId, model: card.digest, request: question });
  const known = await cache?.get(key);
  if (known) return { key, completion: known, cached: true };
  const completion = await model.complete({ ...question, signal, onProgress: onCall });
  return { key, completion, cached: false };
}

/** Only replies that led to an answer are kept: a chunk that failed is asked again next time. */
async function remember(replies: readonly ModelReply[], cache: ReplyCache | undefined): Promise<void> {
  for (const reply of replies) {
    if (!reply.cached) await cache?.put(reply.key, reply.completion);
  }
}

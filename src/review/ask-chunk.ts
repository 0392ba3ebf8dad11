import type { Chunk } from '../change/chunk.ts';
import { estimateTokens } from '../change/estimate-tokens.ts';
import { describeFailure, isGalleyError, type ErrorCode } from '../errors.ts';
import type { Message } from '../prompt/message.ts';
import { renderReviewChunk, renderReviewChunkRetry, reviewChunkId } from '../prompt/review-chunk/prompt.ts';
import { parseReviewChunkReply, reviewChunkSchema, type Claim } from '../prompt/review-chunk/reply.ts';
import type { CallProgress, Completion, Model, ModelCard, ReplyCache } from './ports.ts';
import { replyKey } from './reply-key.ts';

/** What asking about one Chunk came to. */
export interface ChunkAnswer {
  readonly chunk: Chunk;
  readonly claims: readonly Claim[];
  readonly malformed: number;
  /** Empty when the chunk was reviewed; else why not, for people. */
  readonly failure: string;
  /** Code of the failure, where an error caused it. */
  readonly failureCode: ErrorCode | undefined;
  /** Replies used or tried, in order. */
  readonly replies: readonly ChunkReply[];
}

export interface ChunkReply {
  readonly key: string;
  readonly completion: Completion;
  readonly cached: boolean;
}

export interface AskContext {
  readonly model: Model;
  readonly card: ModelCard;
  readonly cache: ReplyCache | undefined;
  readonly promptTokens: number;
  readonly replyTokens: number;
  readonly signal: AbortSignal;
  readonly onCall: (progress: CallProgress) => void;
}

/** A fixed seed and no temperature: the same chunk gets the same answer, as far as a server promises it. */
const seed = 7;
const temperature = 0;

/** Asks about one Chunk: cache first, then the model, one informed retry, then an honest failure. */
export async function askChunk(chunk: Chunk, context: AskContext): Promise<ChunkAnswer> {
  const replies: ChunkReply[] = [];
  const messages = renderReviewChunk(chunk);
  const size = messages.reduce((sum, message) => sum + estimateTokens(message.content), 0);
  if (size > context.promptTokens) {
    return failed(
      chunk,
      replies,
      `its smallest piece needs about ${size} tokens, the budget is ${context.promptTokens}`,
    );
  }
  try {
    let attempt = messages;
    for (;;) {
      const reply = await askOnce(attempt, context);
      replies.push(reply);
      const parsed = parseReviewChunkReply(reply.completion.text, reply.completion.stop);
      if (parsed.ok) {
        await remember(replies, context.cache);
        return {
          chunk,
          claims: parsed.claims,
          malformed: parsed.malformed,
          failure: '',
          failureCode: undefined,
          replies,
        };
      }
      if (replies.length > 1)
        return failed(chunk, replies, `the model's reply could not be used: ${parsed.problem}`);
      attempt = renderReviewChunkRetry(chunk, parsed.problem);
    }
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    return failed(chunk, replies, describeFailure(error), error.code);
  }
}

function failed(
  chunk: Chunk,
  replies: readonly ChunkReply[],
  failure: string,
  failureCode?: ErrorCode,
): ChunkAnswer {
  return { chunk, claims: [], malformed: 0, failure, failureCode, replies };
}

async function askOnce(messages: readonly Message[], context: AskContext): Promise<ChunkReply> {
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
async function remember(replies: readonly ChunkReply[], cache: ReplyCache | undefined): Promise<void> {
  for (const reply of replies) {
    if (!reply.cached) await cache?.put(reply.key, reply.completion);
  }
}

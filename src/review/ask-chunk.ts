import type { Chunk } from '../change/chunk.ts';
import { estimateTokens } from '../change/estimate-tokens.ts';
import { describeFailure, isGalleyError, type ErrorCode, type GalleyError } from '../errors.ts';
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
  /** What the user can do about the failure; empty where nothing is known. */
  readonly todo: string;
  /** Replies used or tried, in order. */
  readonly replies: readonly ChunkReply[];
  /** Our estimate of the tokens of each prompt that was sent and whose reply never came whole. */
  readonly lostPrompts: readonly number[];
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

/** Failures before a prompt has left; a busy server turns it away unread. */
const unsent: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'server-unreachable',
  'host-not-allowed',
  'model-not-local',
  'engine-missing',
  'prompt-too-long',
  'model-busy',
]);

/**
 * Asks about one Chunk: cache first, then the model, one informed retry, then an honest failure. A reply that was cut
 * at its limit is retried too; what it said before the cut still counts, but the Chunk is not reviewed.
 */
export async function askChunk(chunk: Chunk, context: AskContext): Promise<ChunkAnswer> {
  const replies: ChunkReply[] = [];
  const messages = renderReviewChunk(chunk);
  const size = sizeOf(messages);
  if (size > context.promptTokens) {
    const failure = `its smallest piece needs about ${size} tokens, the budget is ${context.promptTokens}`;
    return { ...emptyAnswer(chunk, failure), todo: 'Raise --prompt-tokens where the window allows.' };
  }
  let attempt = messages;
  let said: Pick<ChunkAnswer, 'claims' | 'malformed'> = { claims: [], malformed: 0 };
  try {
    for (;;) {
      const reply = await askOnce(attempt, context);
      replies.push(reply);
      const parsed = parseReviewChunkReply(reply.completion.text, reply.completion.stop);
      if (parsed.ok) said = { claims: parsed.claims, malformed: parsed.malformed };
      if (parsed.ok && !parsed.cut) {
        await remember(replies, context.cache);
        return { ...emptyAnswer(chunk, ''), ...said, replies };
      }
      const problem = parsed.ok ? 'it was cut off' : parsed.problem;
      if (replies.length > 1) {
        return { ...emptyAnswer(chunk, `the model's reply could not be used: ${problem}`), ...said, replies };
      }
      attempt = renderReviewChunkRetry(chunk, problem);
    }
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    const lostPrompts = unsent.has(error.code) ? [] : [sizeOf(attempt)];
    return { ...failedAnswer(chunk, error), ...said, replies, lostPrompts };
  }
}

/** Nothing was said about the Chunk, because of this error. */
export function failedAnswer(chunk: Chunk, error: GalleyError): ChunkAnswer {
  return { ...emptyAnswer(chunk, describeFailure(error)), failureCode: error.code, todo: error.todo };
}

/** Nothing was said about the Chunk. */
export function emptyAnswer(chunk: Chunk, failure: string): ChunkAnswer {
  return {
    chunk,
    claims: [],
    malformed: 0,
    failure,
    failureCode: undefined,
    todo: '',
    replies: [],
    lostPrompts: [],
  };
}

function sizeOf(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + estimateTokens(message.content), 0);
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

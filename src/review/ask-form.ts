import type { Chunk } from '../change/chunk.ts';
import { isGalleyError } from '../errors.ts';
import type { Message } from '../prompt/message.ts';
import { renderReviewChunk, renderReviewChunkRetry, reviewChunkId } from '../prompt/review-chunk/prompt.ts';
import { parseReviewChunkReply, reviewChunkSchema, type Claim } from '../prompt/review-chunk/reply.ts';
import { askOnce, rememberReplies, steady, type AskOnceContext } from './ask-once.ts';
import { failureOf, failureTold, sizeOf, tooLong, type AskFailure, type ModelReply } from './model-reply.ts';
import type { CallProgress, CompletionRequest, ModelCard } from './ports.ts';

/** What a model made of the form about one Chunk. `failure` is empty when it was filled in. */
export interface FormAnswer extends AskFailure {
  readonly claims: readonly Claim[];
  /** Parts of the reply that could not be read. */
  readonly malformed: number;
  /** Replies used or tried, in order. */
  readonly replies: readonly ModelReply[];
}

export interface AskFormContext extends AskOnceContext {
  readonly card: Pick<ModelCard, 'digest' | 'abilities'>;
  readonly promptTokens: number;
  readonly replyTokens: number;
  /** How freely the form is filled in. */
  readonly manner?: Pick<CompletionRequest, 'temperature' | 'seed'>;
  readonly onCall: (progress: CallProgress) => void;
}

/**
 * Has the form about one Chunk filled in: cache first, then the model, one informed retry, then an honest failure.
 * A reply that was cut at its limit is retried too; what it said before the cut still counts, but the Chunk is not
 * reviewed.
 */
export async function askForm(chunk: Chunk, context: AskFormContext): Promise<FormAnswer> {
  const replies: ModelReply[] = [];
  const messages = renderReviewChunk(chunk);
  const size = sizeOf(messages);
  if (size > context.promptTokens) return noAnswer(tooLong(size, context.promptTokens));
  let attempt = messages;
  let said: Pick<FormAnswer, 'claims' | 'malformed'> = { claims: [], malformed: 0 };
  try {
    for (;;) {
      const reply = await askAttempt(attempt, context);
      replies.push(reply);
      const parsed = parseReviewChunkReply(reply.completion.text, reply.completion.stop);
      if (parsed.ok) said = { claims: parsed.claims, malformed: parsed.malformed };
      if (parsed.ok && !parsed.cut) {
        // Only replies that led to an answer are kept: a chunk that failed is asked again next time.
        await rememberReplies(replies, context.cache);
        return { ...noAnswer(failureTold('')), ...said, replies };
      }
      const problem = parsed.ok ? 'it was cut off' : parsed.problem;
      if (replies.length > 1) {
        const unusable = failureTold(`the model's reply could not be used: ${problem}`);
        return { ...noAnswer(unusable), ...said, replies };
      }
      attempt = renderReviewChunkRetry(chunk, problem);
    }
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    return { ...noAnswer(failureOf(error, sizeOf(attempt))), ...said, replies };
  }
}

function noAnswer(failure: AskFailure): FormAnswer {
  return { claims: [], malformed: 0, replies: [], ...failure };
}

function askAttempt(messages: readonly Message[], context: AskFormContext): Promise<ModelReply> {
  const enforced = context.card.abilities.schema === 'enforced';
  const request = {
    messages,
    ...(enforced ? { schema: reviewChunkSchema } : {}),
    maxTokens: context.replyTokens,
    ...(context.manner ?? steady),
    topTokens: 0,
    onProgress: context.onCall,
  };
  return askOnce(reviewChunkId, request, context);
}

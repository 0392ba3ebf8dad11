import type { Chunk } from '../change/chunk.ts';
import { renderReviewChunk, renderReviewChunkRetry, reviewChunkId } from '../prompt/review-chunk/prompt.ts';
import { parseReviewChunkReply, reviewChunkSchema, type Claim } from '../prompt/review-chunk/reply.ts';
import { fillIn, type FillInContext, type Form } from './fill-in.ts';
import type { AskFailure, ModelReply } from './model-reply.ts';

/** What a model made of the form about one Chunk. `failure` is empty when it was filled in. */
export interface FormAnswer extends AskFailure {
  /** Those of a reply that was cut off still count, though the Chunk is then not reviewed. */
  readonly claims: readonly Claim[];
  /** Parts of the reply that could not be read. */
  readonly malformed: number;
  /** Replies used or tried, in order. */
  readonly replies: readonly ModelReply[];
}

/** Has the form about one Chunk filled in. */
export async function askForm(chunk: Chunk, context: FillInContext): Promise<FormAnswer> {
  const { value, ...filled } = await fillIn(reviewForm(chunk), context);
  return { claims: [], malformed: 0, ...value, ...filled };
}

type Said = Pick<FormAnswer, 'claims' | 'malformed'>;

function reviewForm(chunk: Chunk): Form<Said> {
  return {
    id: reviewChunkId,
    messages: renderReviewChunk(chunk),
    retry: (problem) => renderReviewChunkRetry(chunk, problem),
    schema: reviewChunkSchema,
    parse: (text, stop) => {
      const parsed = parseReviewChunkReply(text, stop);
      if (!parsed.ok) return parsed;
      const { claims, malformed, cut } = parsed;
      return { ok: true, value: { claims, malformed }, cut };
    },
  };
}

import type { Chunk } from '../change/chunk.ts';
import { describeFailure, type GalleyError } from '../errors.ts';
import type { Claim } from '../prompt/review-chunk/reply.ts';
import { askForms, type AskFormsContext } from './ask-forms.ts';
import { askQuestions, type AskQuestionsContext, type ScoredQuestion } from './ask-questions.ts';
import type { ChunkQuestions } from './find-questions.ts';
import { failureTold, type AskFailure, type ModelReply } from './model-reply.ts';

/** What asking about one Chunk came to. `failure` is empty when the Chunk was reviewed. */
export interface ChunkAnswer extends AskFailure {
  readonly chunk: Chunk;
  readonly scored: readonly ScoredQuestion[];
  /** Places at which a Probe should have been asked and was not. */
  readonly unasked: number;
  readonly claims: readonly Claim[];
  /** Parts of forms that could not be read. */
  readonly malformed: number;
  /** Replies used or tried, in order. */
  readonly replies: readonly ModelReply[];
}

export interface AskContext extends AskFormsContext, AskQuestionsContext {
  /** Whether the model is asked for remarks of its own too. */
  readonly withForm: boolean;
}

/** Asks about one Chunk: the Probes first, then the form, where one is wanted. */
export async function askChunk(
  { chunk, questions }: ChunkQuestions,
  context: AskContext,
): Promise<ChunkAnswer> {
  const { scored, unasked, ...asked } = await askQuestions(chunk, questions, context);
  const probed = { chunk, scored, unasked, claims: [], malformed: 0, ...asked };
  if (asked.failure !== '' || !context.withForm) return probed;
  const stopped = context.stopReason();
  if (stopped !== '') return { ...probed, failure: stopped };
  const form = await askForms(chunk, context);
  return { ...probed, ...form, replies: [...asked.replies, ...form.replies] };
}

/** Nothing was said about the Chunk, because of this error. */
export function failedAnswer(asked: ChunkQuestions, error: GalleyError): ChunkAnswer {
  return { ...emptyAnswer(asked, describeFailure(error)), failureCode: error.code, todo: error.todo };
}

/** Nothing was said about the Chunk. */
export function emptyAnswer({ chunk, questions }: ChunkQuestions, failure: string): ChunkAnswer {
  return {
    chunk,
    scored: [],
    unasked: questions.length,
    claims: [],
    malformed: 0,
    replies: [],
    ...failureTold(failure),
  };
}

/** The answer of a Chunk about which asking on failed later. An earlier failure is the one to tell. */
export function withFailure(answer: ChunkAnswer, failed: AskFailure | undefined): ChunkAnswer {
  if (failed === undefined) return answer;
  const lostPrompts = [...answer.lostPrompts, ...failed.lostPrompts];
  return answer.failure === '' ? { ...answer, ...failed, lostPrompts } : { ...answer, lostPrompts };
}

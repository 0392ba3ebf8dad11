import { baseChunk } from '../change/base-chunk.ts';
import type { Chunk } from '../change/chunk.ts';
import { isGalleyError } from '../errors.ts';
import { renderProbe } from '../prompt/probe/prompt.ts';
import { askPlace, type AskPlaceContext } from './ask-place.ts';
import type { Question } from './find-questions.ts';
import { failureOf, failureTold, sizeOf, tooLong, type AskFailure, type ModelReply } from './model-reply.ts';

export interface AskQuestionsContext extends AskPlaceContext {
  readonly promptTokens: number;
  readonly baseDifference: boolean;
  /** Why nothing more is to be asked; empty while there is time. */
  readonly stopReason: () => string;
}

/** A Question and what the model made of it. */
export interface ScoredQuestion {
  readonly question: Question;
  /** Undefined when the model answered with neither Yes nor No. */
  readonly score: number | undefined;
  /** The same for the code before the change; undefined when that was not asked for, or there is none. */
  readonly base: number | undefined;
}

export interface AnsweredQuestions extends AskFailure {
  readonly scored: readonly ScoredQuestion[];
  /** How many were left when the asking ended. */
  readonly unasked: number;
  readonly replies: readonly ModelReply[];
}

/**
 * Asks the questions about one Chunk in their order, until one cannot be answered or time is up. What scored high is asked
 * once more about the code as it was: only what the change brought in is worth saying.
 */
export async function askQuestions(
  chunk: Chunk,
  questions: readonly Question[],
  context: AskQuestionsContext,
): Promise<AnsweredQuestions> {
  const scored: ScoredQuestion[] = [];
  const replies: ModelReply[] = [];
  const ended = (failure: AskFailure): AnsweredQuestions => ({
    ...failure,
    scored,
    unasked: questions.length - scored.length,
    replies,
  });
  for (const question of questions) {
    const stopped = context.stopReason();
    if (stopped !== '') return ended(failureTold(stopped));
    const { place, voice } = question;
    const size = sizeOf(renderProbe(chunk, place.questions[0] ?? ''));
    if (size > context.promptTokens) return ended(tooLong(size, context.promptTokens));
    try {
      const asked = await askPlace(place, context);
      replies.push(...asked.replies);
      const earlier =
        asked.score !== undefined && asked.score >= voice.atLeast && context.baseDifference
          ? baseChunk(chunk)
          : undefined;
      const before = earlier && (await askPlace({ ...place, chunk: earlier }, context));
      replies.push(...(before?.replies ?? []));
      scored.push({ question, score: asked.score, base: before?.score });
    } catch (error) {
      if (!isGalleyError(error)) throw error;
      return ended(failureOf(error, size));
    }
  }
  return ended(failureTold(''));
}

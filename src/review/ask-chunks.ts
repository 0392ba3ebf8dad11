import { askChunk, emptyAnswer, type AskContext, type ChunkAnswer } from './ask-chunk.ts';
import { speaksUp } from './judge-scores.ts';
import { delays, hopeless } from './lasting-failures.ts';
import type { ChunkQuestions } from './find-questions.ts';
import type { CallProgress } from './ports.ts';

/** As many of these in a row mean that the server is stuck, not that one chunk is hard: each was waited for at length. */
const mostDelays = 2;

export interface AskAllContext extends Omit<AskContext, 'onCall'> {
  readonly parallel: number;
  readonly onProgress: (chunkIndex: number, found: number, call?: CallProgress) => void;
}

/**
 * Asks about all Chunks, in their order, some at a time. Always one answer a Chunk, at the Chunk's own index: those
 * that were not asked, because the user stopped or the server is gone, say so.
 */
export async function askChunks(
  chunks: readonly ChunkQuestions[],
  context: AskAllContext,
): Promise<ChunkAnswer[]> {
  const answers = new Map<number, ChunkAnswer>();
  let next = 0;
  let found = 0;
  let delayed = 0;
  let stopReason = '';
  let stopTodo = '';

  async function work(): Promise<void> {
    while (next < chunks.length && stopReason === '' && !context.signal.aborted) {
      const index = next++;
      const chunk = chunks[index];
      if (!chunk) return;
      context.onProgress(index, found);
      const answer = await askChunk(chunk, {
        ...context,
        onCall: (call) => context.onProgress(index, found, call),
      });
      answers.set(index, answer);
      found += answer.claims.length + answer.scored.filter(speaksUp).length;
      const code = answer.failureCode;
      delayed = code && delays.has(code) ? delayed + 1 : 0;
      if (delayed >= mostDelays || (code && hopeless.has(code)))
        [stopReason, stopTodo] = [answer.failure, answer.todo];
    }
  }

  await Promise.all(Array.from({ length: Math.max(1, context.parallel) }, work));
  const reason = context.signal.aborted ? 'stopped before its turn' : stopReason;
  return chunks.map(
    (chunk, index) => answers.get(index) ?? { ...emptyAnswer(chunk, reason), todo: stopTodo },
  );
}

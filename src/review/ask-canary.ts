import type { Chunk } from '../change/chunk.ts';
import { canary, type CanaryQuestion } from '../probe/canary.ts';
import { askPlace, type AskPlaceContext } from './ask-place.ts';
import type { ModelReply } from './model-reply.ts';

export interface CanaryAnswers {
  /** In the order of the canary; as many as were answered with Yes or No. */
  readonly scores: readonly number[];
  readonly replies: readonly ModelReply[];
}

/**
 * Asks the fixed questions that tell one model from another. With a cache they cost nothing the second time.
 *
 * @throws GalleyError of a model call
 */
export async function askCanary(context: AskPlaceContext): Promise<CanaryAnswers> {
  const scores: number[] = [];
  const replies: ModelReply[] = [];
  for (const one of canary) {
    const asked = await askPlace(
      { chunk: chunkOf(one), questions: [one.question] },
      { ...context, wordings: 1 },
    );
    replies.push(...asked.replies);
    if (asked.score !== undefined) scores.push(asked.score);
  }
  return { scores, replies };
}

function chunkOf({ path, language, lines }: CanaryQuestion): Chunk {
  return {
    path,
    fileIndex: 0,
    language,
    symbol: '',
    header: [],
    lines: lines.map((text, index) => ({
      side: 'head',
      text,
      baseLine: undefined,
      headLine: index + 1,
      hunk: 0,
    })),
    tokens: 0,
  };
}

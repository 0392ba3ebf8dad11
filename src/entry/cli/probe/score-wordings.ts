import type { Probe } from '../../../probe/probe.ts';
import { askPlace, type AskPlaceContext } from '../../../review/ask-place.ts';
import type { CheckedExample } from './check-triggers.ts';
import type { WordingScores } from './judge-wordings.ts';

/**
 * Asks the model about each example in each of the first wordings, one example after the other: its code is then read
 * once by the server.
 *
 * @throws GalleyError of a model call
 */
export async function scoreWordings(
  probe: Probe,
  examples: readonly CheckedExample[],
  context: AskPlaceContext,
  onProgress: (done: number, all: number) => void,
): Promise<WordingScores[]> {
  const questions = probe.questions.slice(0, context.wordings);
  const found = questions.map((question) => ({
    question,
    bad: [] as number[],
    good: [] as number[],
    unanswered: 0,
  }));
  const all = examples.length * questions.length;
  let done = 0;
  for (const { place, kind } of examples) {
    if (place === undefined) continue;
    for (const [index, own] of found.entries()) {
      onProgress(done++, all);
      const asked = { chunk: place.chunk, questions: place.questions.slice(index, index + 1) };
      const { score } = await askPlace(asked, { ...context, wordings: 1 });
      if (score === undefined) own.unanswered++;
      else own[kind].push(score);
    }
  }
  onProgress(all, all);
  return found;
}

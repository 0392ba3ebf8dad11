import { probeId, renderProbe } from '../prompt/probe/prompt.ts';
import { scoreAnswer } from '../probe/score-answer.ts';
import type { PlaceInChunk } from './find-places.ts';
import type { Completion, Model, ModelCard, ReplyCache } from './ports.ts';
import { replyKey } from './reply-key.ts';

export interface AskPlaceContext {
  readonly model: Model;
  readonly card: Pick<ModelCard, 'digest'>;
  readonly cache: ReplyCache | undefined;
  /** Wordings asked, best first; the score is their mean. */
  readonly wordings: number;
  readonly signal: AbortSignal;
}

/** What asking came to. */
export interface PlaceScore {
  /** Log odds of Yes, the mean over the wordings; undefined when the model did not answer with Yes or No. */
  readonly score: number | undefined;
  readonly replies: readonly { readonly completion: Completion; readonly cached: boolean }[];
}

/** As many of the likeliest tokens as every server gives: https://docs.ollama.com/api and OpenAI's API allow 20. */
const topTokens = 20;

/** Nothing is sampled: one token at temperature 0, of which only the probabilities are read. */
const sampling = { maxTokens: 1, temperature: 0, seed: 7, topTokens } as const;

/**
 * Asks one question in each wording: cache first, then the model.
 *
 * @throws GalleyError of the model call
 */
export async function askPlace(place: PlaceInChunk, context: AskPlaceContext): Promise<PlaceScore> {
  const replies: { completion: Completion; cached: boolean }[] = [];
  for (const question of place.questions.slice(0, context.wordings)) {
    replies.push(await askQuestion(place, question, context));
  }
  const scores = replies.map(({ completion }) => scoreAnswer(completion.probabilities[0] ?? []));
  const known = scores.filter((score) => score !== undefined);
  const score =
    known.length === 0 || known.length < scores.length
      ? undefined
      : known.reduce((sum, one) => sum + one, 0) / known.length;
  return { score, replies };
}

async function askQuestion(
  { chunk }: PlaceInChunk,
  question: string,
  { model, card, cache, signal }: AskPlaceContext,
): Promise<PlaceScore['replies'][number]> {
  const request = { messages: renderProbe(chunk, question), ...sampling };
  const key = replyKey({ prompt: probeId, model: card.digest, request });
  const known = await cache?.get(key);
  if (known !== undefined) return { completion: known, cached: true };
  const completion = await model.complete({ ...request, signal });
  await cache?.put(key, completion);
  return { completion, cached: false };
}

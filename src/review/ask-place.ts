import { isGalleyError } from '../errors.ts';
import type { Message, PromptId } from '../prompt/message.ts';
import { probeId, renderProbe } from '../prompt/probe/prompt.ts';
import type { Chunk } from '../change/chunk.ts';
import { isYes, scoreAnswer, scoreSamples } from '../probe/score-answer.ts';
import { askOnce, rememberReplies, steady, type AskOnceContext } from './ask-once.ts';
import type { ModelReply } from './model-reply.ts';
import type { CompletionRequest, ModelCard } from './ports.ts';

export interface AskPlaceContext extends AskOnceContext {
  readonly card: Pick<ModelCard, 'digest' | 'abilities'>;
  /** Wordings asked, best first; the score is their mean. */
  readonly wordings: number;
}

/** A Chunk and the wordings of one question about it. */
export interface AskedPlace {
  readonly chunk: Chunk;
  readonly questions: readonly string[];
}

/** What asking came to. */
export interface PlaceScore {
  /** Log odds of Yes, the mean over the wordings; undefined when the model did not answer with Yes or No. */
  readonly score: number | undefined;
  readonly replies: readonly ModelReply[];
}

/** As many of the likeliest tokens as every server gives: https://docs.ollama.com/api and OpenAI's API allow 20. */
const topTokens = 20;

/** Nothing is sampled: one token at temperature 0, of which only the probabilities are read. */
const reading = { maxTokens: 1, ...steady, topTokens } as const;

/** Without probabilities, short samples stand for them: more would cost more than they tell. */
const samples = 5;
const sampling = { maxTokens: 4, temperature: 1, topTokens: 0 } as const;

/**
 * Asks one question in each wording: cache first, then the model.
 *
 * @throws GalleyError of the model call
 */
export async function askPlace(place: AskedPlace, context: AskPlaceContext): Promise<PlaceScore> {
  const replies: ModelReply[] = [];
  const scores: number[] = [];
  for (const question of place.questions.slice(0, context.wordings)) {
    const asked = await askQuestion(place.chunk, question, context);
    replies.push(...asked.replies);
    if (asked.score === undefined) return { score: undefined, replies };
    scores.push(asked.score);
  }
  const score = scores.length === 0 ? undefined : scores.reduce((sum, one) => sum + one, 0) / scores.length;
  return { score, replies };
}

function askQuestion(chunk: Chunk, question: string, context: AskPlaceContext): Promise<PlaceScore> {
  return askYesNo({ prompt: probeId, messages: renderProbe(chunk, question) }, context);
}

/** A prompt that Yes or No answers. */
export interface YesNoPrompt {
  readonly prompt: PromptId;
  readonly messages: readonly Message[];
}

/**
 * The score of one prompt: cache first, then the model.
 *
 * @throws GalleyError of the model call
 */
export async function askYesNo(prompt: YesNoPrompt, context: AskPlaceContext): Promise<PlaceScore> {
  if (!context.card.abilities.tokenProbabilities) return sampleAnswer(prompt, context);
  const reply = await askShortly(prompt, reading, context);
  const score = reply && scoreAnswer(reply.completion.probabilities[0] ?? []);
  return { score, replies: reply === undefined ? [] : [reply] };
}

/** For servers that tell no probabilities. */
async function sampleAnswer(prompt: YesNoPrompt, context: AskPlaceContext): Promise<PlaceScore> {
  const replies: ModelReply[] = [];
  for (let seed = 1; seed <= samples; seed++) {
    const reply = await askShortly(prompt, { ...sampling, seed }, context);
    if (reply !== undefined) replies.push(reply);
  }
  const answers = replies.map(({ completion }) => isYes(completion.text)).filter((one) => one !== undefined);
  const score =
    answers.length === 0 ? undefined : scoreSamples(answers.filter(Boolean).length, answers.length);
  return { score, replies };
}

type Manner = Pick<CompletionRequest, 'maxTokens' | 'temperature' | 'seed' | 'topTokens'>;

/** Undefined when the model said nothing at all: that is no answer, and no reason to give up the Chunk. */
async function askShortly(
  { prompt, messages }: YesNoPrompt,
  manner: Manner,
  context: AskPlaceContext,
): Promise<ModelReply | undefined> {
  try {
    const reply = await askOnce(prompt, { messages, ...manner }, context);
    await rememberReplies([reply], context.cache);
    return reply;
  } catch (error) {
    if (isGalleyError(error) && error.code === 'reply-empty') return undefined;
    throw error;
  }
}

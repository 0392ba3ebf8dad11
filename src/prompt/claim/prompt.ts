import type { Chunk } from '../../change/chunk.ts';
import { maskText } from '../../safety/mask-lines.ts';
import { printable } from '../../safety/printable.ts';
import type { Message, PromptId } from '../message.ts';
import type { Claim } from '../review-chunk/reply.ts';
import { renderYesNoQuestion } from '../yes-no-question.ts';

/** Raise with every change of the text below or around the question: old answers then leave the cache. */
export const claimId: PromptId = { id: 'claim', version: 2 };

/** Enough for two sentences; a claim that needs more is hardly one. */
const mostProblemCharacters = 300;
const mostQuoteCharacters = 200;

/**
 * Asks whether a claim is true of the code it was made about. It begins as the prompts of the Probes do, so that a
 * server that was asked those has read the Chunk already.
 *
 * The claim is what a model wrote after reading code that may be hostile: it stays one line between its quotes.
 */
export function renderClaim(chunk: Chunk, { quote, problem }: Pick<Claim, 'quote' | 'problem'>): Message[] {
  const line = plain(quote, mostQuoteCharacters);
  const said = plain(problem, mostProblemCharacters).replaceAll('"', "'");
  return renderYesNoQuestion(
    chunk,
    `A reviewer says about the line \`${line}\`: "${said}" Is that true of this code?`,
  );
}

/** One line without back quotes or credentials: weights remember those too. */
function plain(text: string, length: number): string {
  return printable(maskText(text).replaceAll('`', "'"), length);
}

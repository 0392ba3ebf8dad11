import type { Chunk } from '../change/chunk.ts';
import type { Threshold } from '../probe/set-threshold.ts';
import { claimId, renderClaim } from '../prompt/claim/prompt.ts';
import type { Claim } from '../prompt/review-chunk/reply.ts';
import { askYesNo, type AskPlaceContext, type PlaceScore } from './ask-place.ts';

export interface RefuteContext extends AskPlaceContext {
  /** From which score on a claim is believed when the model is asked again. */
  readonly threshold: Extract<Threshold, { speaks: true }>;
  readonly replyTokens: number;
  /** Why nothing more is to be asked; empty while there is time. */
  readonly stopReason: () => string;
}

/**
 * Asks the model whether a claim is true of the Chunk: cache first, then the model.
 *
 * @throws GalleyError of the model call
 */
export function askClaim(
  chunk: Chunk,
  claim: Pick<Claim, 'quote' | 'problem'>,
  context: AskPlaceContext,
): Promise<PlaceScore> {
  return askYesNo({ prompt: claimId, messages: renderClaim(chunk, claim) }, context);
}

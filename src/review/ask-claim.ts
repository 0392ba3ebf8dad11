import type { Chunk } from '../change/chunk.ts';
import { claimId, renderClaim } from '../prompt/claim/prompt.ts';
import type { Claim } from '../prompt/review-chunk/reply.ts';
import { askYesNo, type AskPlaceContext, type PlaceScore } from './ask-place.ts';

export type AskClaimContext = AskPlaceContext;

/**
 * Asks the model whether a claim is true of the Chunk: cache first, then the model.
 *
 * @throws GalleyError of the model call
 */
export function askClaim(
  chunk: Chunk,
  claim: Pick<Claim, 'quote' | 'problem'>,
  context: AskClaimContext,
): Promise<PlaceScore> {
  return askYesNo({ prompt: claimId, messages: renderClaim(chunk, claim) }, context);
}

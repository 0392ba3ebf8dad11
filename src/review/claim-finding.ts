import type { Finding } from '../finding/finding.ts';
import { reviewChunkId } from '../prompt/review-chunk/prompt.ts';
import type { Claim } from '../prompt/review-chunk/reply.ts';
import { maskText } from '../safety/mask-lines.ts';
import { sanitise } from '../safety/sanitise.ts';
import { buildFinding } from './build-finding.ts';
import type { StandingClaim } from './refute-claims.ts';

const mostTitleCharacters = 80;
const mostMessageCharacters = 400;

/** The finding of a claim that nothing speaks against. */
export function claimFinding({
  claim,
  place,
  chunk,
  prepared,
  confidence,
  suggestion,
}: StandingClaim): Finding {
  const finding = buildFinding(prepared, { ...place, symbol: chunk.symbol }, wording(claim));
  return { ...finding, confidence, suggestion };
}

function wording(
  claim: Claim,
): Pick<Finding, 'severity' | 'category' | 'rule' | 'title' | 'message' | 'origin'> {
  // What the model was shown is masked, but its own words are not: weights remember credentials too.
  const message = sanitise(maskText(claim.problem), mostMessageCharacters);
  const firstSentence = /^.*?[.!?](?=\s|$)/.exec(message)?.[0] ?? message;
  return {
    severity: claim.severity,
    category: claim.category,
    rule: `model/${reviewChunkId.id}`,
    title: sanitise(firstSentence.replace(/[.!?]+$/, ''), mostTitleCharacters),
    message,
    origin: 'model',
  };
}

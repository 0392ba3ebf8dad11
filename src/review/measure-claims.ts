import { locateQuote } from '../finding/locate-quote.ts';
import type { ProbeScores } from '../probe/calibration.ts';
import type { Probe } from '../probe/probe.ts';
import { roundScore } from '../probe/round-score.ts';
import { claimId } from '../prompt/claim/prompt.ts';
import { reviewChunkId } from '../prompt/review-chunk/prompt.ts';
import { askClaim } from './ask-claim.ts';
import { askForm } from './ask-form.ts';
import type { FillInContext } from './fill-in.ts';
import type { AskPlaceContext } from './ask-place.ts';
import { placeOfExample } from './measure-probes.ts';
import type { PlaceFinder } from './places-in-text.ts';

export interface MeasureClaimsInput extends PlaceFinder, FillInContext, AskPlaceContext {
  readonly probes: readonly Probe[];
  /** Looked at before each example: true ends the measuring. */
  readonly until: () => boolean;
}

/**
 * Lets a model fill in the form about the Probes' examples and asks it about each remark again. A remark on the line of a
 * bad example's defect counts as true, every other one as false. Null when there are too few of either to say anything.
 *
 * @throws GalleyError of a model call
 */
export async function measureClaims(input: MeasureClaimsInput): Promise<ProbeScores | null> {
  const scores: Record<'bad' | 'good', number[]> = { bad: [], good: [] };
  for (const { probe, kind } of inTurn(input.probes)) {
    if (input.until() || isEnough(scores)) break;
    const example = probe[kind][0];
    const place = example && (await placeOfExample(probe, example, input));
    if (place === undefined) continue;
    const { claims } = await askForm(place.chunk, input);
    for (const claim of claims) {
      const at = locateQuote(place.chunk.lines, claim.quote);
      if (at.found !== 'in-change') continue;
      const isTrue = kind === 'bad' && at.startLine <= place.line && place.line <= at.endLine;
      const { score } = await askClaim(place.chunk, { ...claim, quote: at.quote }, input);
      if (score !== undefined) scores[isTrue ? 'bad' : 'good'].push(roundScore(score));
    }
  }
  if (scores.bad.length < fewest || scores.good.length < fewest) return null;
  const wording = `${reviewChunkId.id}-${reviewChunkId.version}-${claimId.id}-${claimId.version}`;
  return { wording, sound: [], ...scores };
}

/** With fewer of one side nothing can be told apart, with as many the bound of the precision hardly moves any more. */
const fewest = 5;
const enough = 25;

function isEnough({ bad, good }: Record<'bad' | 'good', readonly number[]>): boolean {
  return bad.length >= enough && good.length >= enough;
}

/** A bad example, a good one, probe after probe: when time is up there is some of each. */
function inTurn(probes: readonly Probe[]): { readonly probe: Probe; readonly kind: 'bad' | 'good' }[] {
  return probes.flatMap((probe) => (['bad', 'good'] as const).map((kind) => ({ probe, kind })));
}

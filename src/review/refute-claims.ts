import type { Chunk } from '../change/chunk.ts';
import { isGalleyError } from '../errors.ts';
import type { Confidence, Suggestion } from '../finding/finding.ts';
import { shareBounds } from '../probe/bounds.ts';
import { renderClaim } from '../prompt/claim/prompt.ts';
import { askClaim, type RefuteContext } from './ask-claim.ts';
import type { PlaceScore } from './ask-place.ts';
import { createClaimCheck } from './check-claim.ts';
import type { LocatedClaim } from './locate-claims.ts';
import { failureOf, failureTold, sizeOf, type AskFailure, type ModelReply } from './model-reply.ts';
import type { RuleEngine } from './ports.ts';
import { suggestFix } from './suggest-fix.ts';

/** A claim that nothing speaks against. */
export interface StandingClaim extends LocatedClaim {
  readonly confidence: Confidence | null;
  readonly suggestion: Suggestion | null;
}

export interface RefutedClaims {
  readonly claims: readonly StandingClaim[];
  /** Proved wrong, unfit to be shown, or not believed by the model itself. */
  readonly refuted: number;
  /** Chunks with a claim that could not be asked about again: it is not said, and they are not reviewed. */
  readonly failures: ReadonlyMap<Chunk, AskFailure>;
  readonly replies: readonly ModelReply[];
}

/**
 * Tries to prove each claim wrong: by facts of the file, by how it is worded, and where the model was measured by asking it
 * again whether the claim is true. What then stands gets a fix, if the model has one that can be proved. The first call
 * that fails ends the asking: what would have been asked later fails for the same reason.
 *
 * @param context undefined where nobody measured what this model's second thoughts are worth: facts alone then decide
 */
export async function refuteClaims(
  claims: readonly LocatedClaim[],
  engine: RuleEngine,
  context: RefuteContext | undefined,
): Promise<RefutedClaims> {
  const isTenable = createClaimCheck(engine);
  const standing: StandingClaim[] = [];
  const failures = new Map<Chunk, AskFailure>();
  const replies: ModelReply[] = [];
  let ended: AskFailure | undefined;
  let refuted = 0;
  for (const located of claims) {
    if (!(await isTenable(located))) refuted++;
    else if (context === undefined) standing.push({ ...located, confidence: null, suggestion: null });
    else {
      ended ??= stopped(context);
      const again = ended ? { failed: ended } : await thinkAgain(located, engine, context);
      if ('failed' in again) {
        ended ??= { ...again.failed, lostPrompts: [] };
        failures.set(located.chunk, again.failed);
        continue;
      }
      replies.push(...again.replies);
      if (again.claim === undefined) refuted++;
      else standing.push(again.claim);
    }
  }
  return { claims: standing, refuted, failures, replies };
}

function stopped({ stopReason, signal }: RefuteContext): AskFailure | undefined {
  const reason = signal.aborted ? 'stopped before its turn' : stopReason();
  return reason === '' ? undefined : failureTold(reason);
}

type SecondThought =
  | { readonly claim: StandingClaim | undefined; readonly replies: readonly ModelReply[] }
  | { readonly failed: AskFailure };

/** The claim with its fix, when the model still believes in it. */
async function thinkAgain(
  located: LocatedClaim,
  engine: RuleEngine,
  context: RefuteContext,
): Promise<SecondThought> {
  const { threshold } = context;
  const asked = await askAgain(located, context);
  if ('failed' in asked) return asked;
  const { score, replies } = asked;
  if (score === undefined || score < threshold.atLeast) return { claim: undefined, replies };
  const { suggestion, replies: later } = await suggestFix(located, engine, context);
  const claim = { ...located, confidence: confidenceOf(threshold), suggestion };
  return { claim, replies: [...replies, ...later] };
}

async function askAgain(
  { claim, place, chunk }: LocatedClaim,
  context: RefuteContext,
): Promise<PlaceScore | { readonly failed: AskFailure }> {
  const said = { ...claim, quote: place.quote };
  try {
    return await askClaim(chunk, said, context);
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    const failed = failureOf(error, sizeOf(renderClaim(chunk, said)));
    return { failed: { ...failed, failure: `asked about a remark again: ${failed.failure}` } };
  }
}

/** Of the claims that were believed when the model was measured, the share that was true: its lower bound. */
function confidenceOf({ hits, falseAlarms }: RefuteContext['threshold']): Confidence {
  const believed = hits.count + falseAlarms.count;
  return { precision: shareBounds(hits.count, believed).lower, n: believed };
}

import { languageOf } from '../change/chunk-language.ts';
import type { Chunk } from '../change/chunk.ts';
import type { Confidence, Suggestion } from '../finding/finding.ts';
import { messageProblem } from '../finding/check-message.ts';
import { namesOf } from '../finding/names-of.ts';
import { refuteByFacts } from '../finding/refute-claim.ts';
import { shareBounds } from '../probe/bounds.ts';
import { askClaim, type RefuteContext } from './ask-claim.ts';
import { maskText } from '../safety/mask-lines.ts';
import type { LocatedClaim } from './locate-claims.ts';
import type { ModelReply } from './model-reply.ts';
import type { RuleEngine } from './ports.ts';
import type { PreparedFile } from './prepare-files.ts';
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
  readonly replies: readonly ModelReply[];
}

/**
 * Tries to prove each claim wrong: by facts of the file, by how it is worded, and where the model was measured by asking it
 * again whether the claim is true. What then stands gets a fix, if the model has one that can be proved.
 *
 * @param context undefined where nobody measured what this model's second thoughts are worth: facts alone then decide
 * @throws GalleyError of a model call
 */
export async function refuteClaims(
  claims: readonly LocatedClaim[],
  engine: RuleEngine,
  context: RefuteContext | undefined,
): Promise<RefutedClaims> {
  const standing: StandingClaim[] = [];
  const replies: ModelReply[] = [];
  const parses = parseOnce(engine);
  for (const located of claims) {
    if (await isRefuted(located, parses)) continue;
    if (context === undefined) {
      standing.push({ ...located, confidence: null, suggestion: null });
      continue;
    }
    const { claim, place, chunk } = located;
    const again = await askClaim(chunk, { ...claim, quote: place.quote }, context);
    const { score } = again;
    replies.push(...again.replies);
    if (score === undefined || score < context.threshold.atLeast) continue;
    const fix = await suggestFix(located, engine, context);
    replies.push(...fix.replies);
    standing.push({ ...located, confidence: confidenceOf(context.threshold), suggestion: fix.suggestion });
  }
  return { claims: standing, refuted: claims.length - standing.length, replies };
}

async function isRefuted(
  { claim, place, chunk, prepared }: LocatedClaim,
  parsesCleanly: (prepared: PreparedFile) => Promise<boolean | undefined>,
): Promise<boolean> {
  const { headText, file } = prepared;
  const language = languageOf(file.path);
  const lines = { first: place.startLine, last: place.endLine };
  const parses = await parsesCleanly(prepared);
  // A part of a line proves less than the line: what was found counts, not what the model quoted of it.
  const said = { problem: claim.problem, quote: place.quote };
  if (refuteByFacts(said, { headText, language, lines, parses }) !== undefined) return true;
  const names = namesOf(headText ?? textOf(chunk));
  return messageProblem(maskText(claim.problem), { names }) !== undefined;
}

/** Whether a file parses without an error, found out once a file; undefined: not known. */
function parseOnce(engine: RuleEngine): (prepared: PreparedFile) => Promise<boolean | undefined> {
  const known = new Map<PreparedFile, Promise<boolean | undefined>>();
  const parse = async ({ headText: text, file }: PreparedFile): Promise<boolean | undefined> => {
    if (text === undefined) return undefined;
    const language = languageOf(file.path);
    const { errors } = await engine.match({ language, text, rules: [], countErrors: true });
    return errors === undefined ? undefined : errors === 0;
  };
  return (prepared) => {
    const found = known.get(prepared) ?? parse(prepared);
    known.set(prepared, found);
    return found;
  };
}

function textOf({ header, lines }: Chunk): string {
  return [...header, ...lines.map(({ text }) => text)].join('\n');
}

/** Of the claims that were believed when the model was measured, the share that was true: its lower bound. */
function confidenceOf({ hits, falseAlarms }: RefuteContext['threshold']): Confidence {
  const believed = hits.count + falseAlarms.count;
  return { precision: shareBounds(hits.count, believed).lower, n: believed };
}

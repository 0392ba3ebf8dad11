import type { Chunk } from '../change/chunk.ts';
import { locateQuote, type Place } from '../finding/locate-quote.ts';
import type { Claim } from '../prompt/review-chunk/reply.ts';
import { askForm, type FormAnswer } from './ask-form.ts';
import { steady } from './ask-once.ts';
import type { FillInContext } from './fill-in.ts';

export interface AskFormsContext extends Omit<FillInContext, 'manner'> {
  /** How often the form is filled in; at least 1. */
  readonly samples: number;
}

/** Warm enough that a remark the model merely guessed comes out differently the next time. */
const temperature = 0.7;

/**
 * Has the form about one Chunk filled in as often as wanted. Of one form everything counts; of several, the remarks about
 * lines that more than half of them remark on, in the words of the first that did. A form that fails ends the asking: the
 * Chunk is then not reviewed.
 */
export async function askForms(chunk: Chunk, { samples, ...context }: AskFormsContext): Promise<FormAnswer> {
  const forms: FormAnswer[] = [];
  while (forms.length < samples && (forms.at(-1)?.failure ?? '') === '') {
    const drawn = { temperature, seed: steady.seed + forms.length };
    forms.push(await askForm(chunk, forms.length === 0 ? context : { ...context, manner: drawn }));
  }
  const last = forms.at(-1);
  if (last === undefined) throw new RangeError('samples: at least 1');
  if (forms.length === 1) return last;
  return {
    ...last,
    claims: last.failure === '' ? agreedClaims(chunk, forms) : [],
    malformed: forms.reduce((sum, { malformed }) => sum + malformed, 0),
    replies: forms.flatMap(({ replies }) => replies),
  };
}

/** One claim a place: what stands nowhere in the change cannot be agreed on. */
function agreedClaims(chunk: Chunk, forms: readonly FormAnswer[]): Claim[] {
  const placed = forms.map(({ claims }) => claims.flatMap((claim) => placedClaim(chunk, claim)));
  const kept: PlacedClaim[] = [];
  for (const one of placed.flat()) {
    const agreeing = placed.filter((form) => form.some((other) => overlap(one.place, other.place)));
    const isNew = !kept.some((other) => overlap(one.place, other.place));
    if (isNew && agreeing.length > forms.length / 2) kept.push(one);
  }
  return kept.map(({ claim }) => claim);
}

interface PlacedClaim {
  readonly claim: Claim;
  readonly place: Place;
}

function placedClaim(chunk: Chunk, claim: Claim): PlacedClaim[] {
  const place = locateQuote(chunk.lines, claim.quote);
  return place.found === 'in-change' ? [{ claim, place }] : [];
}

function overlap(a: Place, b: Place): boolean {
  return a.side === b.side && a.startLine <= b.endLine && b.startLine <= a.endLine;
}

import type { Chunk, ChunkLine } from '../change/chunk.ts';
import type { ChunkAnswer } from './ask-chunk.ts';
import type { Claim } from '../prompt/review-chunk/reply.ts';
import { locateQuote, type Place } from '../finding/locate-quote.ts';
import type { PreparedFile } from './prepare-files.ts';
import type { DropReason } from './review.ts';

/** A claim about added lines that were found. */
export interface LocatedClaim {
  readonly claim: Claim;
  readonly place: Place;
  readonly chunk: Chunk;
  readonly prepared: PreparedFile;
}

/** Claims that stand on a line of the diff, and the count of those that did not, by reason. */
export interface LocatedClaims {
  readonly claims: readonly LocatedClaim[];
  readonly dropped: Readonly<Record<DropReason, number>>;
}

/** Believes a claim only as far as its quote can be found: on a line of the diff, else it is dropped and counted. */
export function locateClaims(answers: readonly ChunkAnswer[], files: readonly PreparedFile[]): LocatedClaims {
  const byIndex = new Map(files.map((prepared) => [prepared.fileIndex, prepared]));
  const dropped = { 'quote-not-found': 0, 'outside-the-change': 0, malformed: 0, refuted: 0, duplicate: 0 };
  const located: LocatedClaim[] = [];
  for (const { chunk, claims, malformed } of answers) {
    dropped.malformed += malformed;
    const prepared = byIndex.get(chunk.fileIndex);
    for (const claim of prepared ? claims : []) {
      const place = locateQuote(chunk.lines, claim.quote);
      if (place.found === 'nowhere') dropped['quote-not-found']++;
      else if (place.found === 'outside-the-change' || !holdsAddedLine(chunk, place))
        dropped['outside-the-change']++;
      else if (prepared) located.push({ claim, place, chunk, prepared });
    }
  }
  return { claims: located, dropped };
}

/** The form asks about added lines. A claim about a removed or an unchanged one speaks about what nobody changed. */
function holdsAddedLine(chunk: Chunk, { side, startLine, endLine }: Place): boolean {
  const isAdded = ({ side: own, headLine = 0 }: ChunkLine): boolean =>
    own === 'head' && startLine <= headLine && headLine <= endLine;
  return side === 'head' && chunk.lines.some(isAdded);
}

import type { Finding } from '../../finding/finding.ts';
import type { CarriedFinding, Memory } from '../forge-ports.ts';
import type { ReviewResult } from '../review-change.ts';
import type { KeyedChunk } from './chunk-key.ts';

/** What fits into a comment beside the text that people read. */
const mostChunks = 500;
const mostCarried = 50;
const mostTold = 300;

export interface RememberInput {
  readonly result: Pick<ReviewResult, 'review' | 'reviewed'>;
  readonly head: string;
  /** See asking-key.ts. */
  readonly asking: string;
  /** Fingerprints told by now, the oldest first. */
  readonly told: readonly string[];
}

/**
 * What the next review of the pull request is to know. Where it is too much, Chunks are forgotten, which are then asked
 * about again: a Chunk never stays without its findings.
 */
export function rememberReview({ result, head, asking, told }: RememberInput): Memory {
  const { review, reviewed } = result;
  const bound = new Map<KeyedChunk, CarriedFinding[]>(reviewed.map((one) => [one, []]));
  const lost = new Set<string>();
  for (const [index, finding] of review.findings.entries()) {
    if (finding.origin !== 'model') continue;
    const found = findPlace(finding, reviewed);
    if (found === undefined) lost.add(finding.anchor.path);
    else bound.get(found.keyed)?.push(toCarried(finding, found, index >= review.shown));
  }
  const chunks: string[] = [];
  const carried: CarriedFinding[] = [];
  for (const [{ key, chunk }, own] of bound) {
    if (lost.has(chunk.path) || chunks.length === mostChunks) continue;
    if (carried.length + own.length > mostCarried) continue;
    chunks.push(key);
    carried.push(...own);
  }
  return { version: 1, head, asking, chunks, carried, told: [...new Set(told)].slice(-mostTold) };
}

interface PlaceInReviewed {
  readonly keyed: KeyedChunk;
  /** Indexes in the lines of the Chunk, inclusive. */
  readonly first: number;
  readonly last: number;
}

/** The Chunk that shows the lines, some of which it adds. */
function findPlace({ anchor }: Finding, reviewed: readonly KeyedChunk[]): PlaceInReviewed | undefined {
  if (anchor.side !== 'head') return undefined;
  for (const keyed of reviewed) {
    const { path, lines } = keyed.chunk;
    if (path !== anchor.path) continue;
    const first = lines.findIndex((line) => line.headLine === anchor.startLine);
    const last = lines.findIndex((line) => line.headLine === anchor.endLine);
    const isAdded = lines.slice(first, last + 1).some(({ side }) => side === 'head');
    if (first >= 0 && last >= first && isAdded) return { keyed, first, last };
  }
  return undefined;
}

function toCarried(
  finding: Finding,
  { keyed, first, last }: PlaceInReviewed,
  isFolded: boolean,
): CarriedFinding {
  const { fingerprint, severity, category, rule, title, message, confidence } = finding;
  const said = { fingerprint, severity, category, rule, title, message, confidence };
  return { chunk: keyed.key, first, last, ...said, isFolded };
}

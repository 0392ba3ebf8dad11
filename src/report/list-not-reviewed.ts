import { describeLines } from './describe-finding.ts';
import { inertLine, inertName } from '../safety/inert-text.ts';
import type { ChunkEntry, Ledger, Review } from '../review/review.ts';

/** A file, or parts of one, that should have been reviewed and was not. */
export interface NotReviewed {
  readonly path: string;
  /** Never empty. */
  readonly reason: string;
  /** The parts left out, 1-based inclusive; empty: the whole file. */
  readonly parts: readonly { readonly startLine: number; readonly endLine: number }[];
}

/** Every path of which something was not reviewed, once, in the Ledger's order. */
export function listNotReviewed({ ledger }: Pick<Review, 'ledger'>): readonly NotReviewed[] {
  const reasons = new Map<string, Set<string>>();
  const note = (entry: { path: string; outcome: string; reason: string }): void => {
    if (entry.outcome !== 'not-reviewed') return;
    const known = reasons.get(entry.path) ?? new Set();
    reasons.set(entry.path, entry.reason === '' ? known : known.add(entry.reason));
  };
  // A file's own reason sums up those of its chunks: it keeps the file's place, and speaks where they do not.
  ledger.files.forEach((file) => note({ ...file, reason: '' }));
  ledger.chunks.forEach(note);
  ledger.files.filter(({ path }) => reasons.get(path)?.size === 0).forEach(note);
  const chunks = chunksByPath(ledger);
  return [...reasons].map(([path, known]) => ({
    path,
    reason: [...known].join('; ') || 'no reason was recorded',
    parts: partsLeftOut(chunks.get(path) ?? []),
  }));
}

/** Inert places, such as `a.ts` or `b.ts:3-9`, by inert reason: both in the order in which they came. */
export function groupByReason(open: readonly NotReviewed[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { path, reason, parts } of open) {
    const lines = parts.length === 0 ? '' : `:${parts.map(describeLines).join(',')}`;
    const places = groups.get(inertLine(reason)) ?? [];
    groups.set(inertLine(reason), [...places, `${inertName(path)}${lines}`]);
  }
  return groups;
}

function chunksByPath(ledger: Ledger): ReadonlyMap<string, readonly ChunkEntry[]> {
  const byPath = new Map<string, ChunkEntry[]>();
  for (const chunk of ledger.chunks) {
    const known = byPath.get(chunk.path);
    if (known === undefined) byPath.set(chunk.path, [chunk]);
    else known.push(chunk);
  }
  return byPath;
}

/** Parts matter only where another part was reviewed. */
function partsLeftOut(chunks: readonly ChunkEntry[]): NotReviewed['parts'] {
  if (chunks.every((chunk) => chunk.outcome === 'not-reviewed')) return [];
  return chunks
    .filter((chunk) => chunk.outcome === 'not-reviewed')
    .map(({ startLine, endLine }) => ({ startLine, endLine }));
}

/**
 * Why a Review is incomplete beyond single files: one sentence each. Never empty when the Review is incomplete
 * and nothing else says so. `model told`: the output tells elsewhere that no model answered, and why.
 */
export function listGeneralReasons(review: Review, told?: 'model told'): readonly string[] {
  const { modelFailure, interrupted } = review.ledger;
  const reasons = [
    ...(modelFailure === null || told !== undefined ? [] : [modelFailure.message]),
    ...listUnmeasured(review),
    ...(interrupted ? ['stopped before the end'] : []),
  ];
  const explained = reasons.length > 0 || modelFailure !== null || listNotReviewed(review).length > 0;
  return review.complete || explained ? reasons : ['something was not reviewed'];
}

/** Most names in a sentence. */
const mostNames = 5;

/** Files whose coverage was wanted and is not known, a sentence for each reason. */
function listUnmeasured({ coverage }: Review): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { path, state, reason } of coverage?.files ?? []) {
    if (state !== 'no-data') continue;
    const paths = byReason.get(reason) ?? [];
    paths.push(inertName(path));
    byReason.set(reason, paths);
  }
  return [...byReason].map(([reason, paths]) => {
    const more = paths.length > mostNames ? ` and ${paths.length - mostNames} more` : '';
    const why = reason === '' ? '' : `: ${reason}`;
    return `no coverage data for ${paths.slice(0, mostNames).join(', ')}${more}${why}`;
  });
}

import type { Chunk } from '../change/chunk.ts';
import type { Finding } from '../finding/finding.ts';
import { maskText } from '../safety/mask-lines.ts';
import { sanitise } from '../safety/sanitise.ts';
import { emptyAnswer, type ChunkAnswer } from './ask-chunk.ts';
import { buildFinding } from './build-finding.ts';
import type { EarlierReview } from './earlier-review.ts';
import type { CarriedFinding } from './forge-ports.ts';
import type { PreparedFile } from './prepare-files.ts';
import type { KeyedChunk } from './pull-request/chunk-key.ts';

export interface ReusedChunks {
  /** Nobody needs to be asked about them again. */
  readonly reused: ReadonlySet<Chunk>;
  /** What was said of them, where their lines stand now. */
  readonly findings: readonly Finding[];
}

const mostTitleCharacters = 80;
const mostMessageCharacters = 400;

/**
 * Finds the Chunks that an earlier review answers for. One of whose findings cannot be placed any more is left out: to ask
 * again costs time, to lose a finding costs more.
 */
export function reuseChunks(
  keyed: readonly KeyedChunk[],
  files: readonly PreparedFile[],
  earlier: EarlierReview | undefined,
): ReusedChunks {
  const reused = new Set<Chunk>();
  const findings: Finding[] = [];
  const byIndex = new Map(files.map((prepared) => [prepared.fileIndex, prepared]));
  for (const { chunk, key } of earlier === undefined ? [] : keyed) {
    const prepared = byIndex.get(chunk.fileIndex);
    if (prepared === undefined || earlier?.chunks.has(key) !== true) continue;
    const carried = earlier.carried.filter((one) => one.chunk === key);
    const placed = carried.flatMap((one) => carriedFinding(prepared, chunk, one) ?? []);
    if (placed.length < carried.length) continue;
    reused.add(chunk);
    findings.push(...placed);
  }
  return { reused, findings };
}

/** All answers in the order of the Chunks: an empty one for each Chunk that nobody was asked about. */
export function withReused(
  keyed: readonly KeyedChunk[],
  answers: readonly ChunkAnswer[],
  reused: ReadonlySet<Chunk>,
): ChunkAnswer[] {
  const byChunk = new Map(answers.map((answer) => [answer.chunk, answer]));
  return keyed.flatMap(({ chunk }) =>
    reused.has(chunk) ? emptyAnswer({ chunk, questions: [] }, '') : (byChunk.get(chunk) ?? []),
  );
}

/** Undefined where the Chunk has no such lines, all in one hunk and some of them added. */
function carriedFinding(
  prepared: PreparedFile,
  chunk: Chunk,
  { first, last, fingerprint, severity, category, rule, title, message, confidence }: CarriedFinding,
): Finding | undefined {
  const lines = chunk.lines.slice(first, last + 1);
  const [start, end] = [lines[0], lines[last - first]];
  if (start?.headLine === undefined || end?.headLine === undefined) return undefined;
  if (start.hunk === undefined || lines.some(({ hunk }) => hunk !== start.hunk)) return undefined;
  if (!lines.some(({ side }) => side === 'head')) return undefined;
  const quoted = lines.filter(({ side }) => side !== 'base').map(({ text }) => text);
  const place = { startLine: start.headLine, endLine: end.headLine, quote: quoted.join('\n') };
  // It was kept in a comment, which others may edit.
  const finding = buildFinding(
    prepared,
    { ...place, side: 'head', symbol: chunk.symbol },
    {
      severity,
      category,
      rule,
      title: sanitise(maskText(title), mostTitleCharacters),
      message: sanitise(maskText(message), mostMessageCharacters),
      origin: 'model',
    },
  );
  return { ...finding, fingerprint, confidence };
}

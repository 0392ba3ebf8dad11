import type { Chunk, ChunkLine } from './chunk.ts';

/**
 * The same piece as it was before the change, shown as if that were new: what was removed stands as added, what was
 * added is not there. Undefined when the change took nothing away, so that there is no earlier version to compare with.
 *
 * Its line numbers are those of the base file.
 */
export function baseChunk(chunk: Chunk): Chunk | undefined {
  if (!chunk.lines.some((line) => line.side === 'base')) return undefined;
  return { ...chunk, lines: chunk.lines.filter((line) => line.side !== 'head').map(asNew) };
}

function asNew(line: ChunkLine): ChunkLine {
  return { ...line, side: line.side === 'base' ? 'head' : 'both', headLine: line.baseLine };
}

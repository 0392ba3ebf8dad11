import type { FileChange } from './change.ts';
import type { ChunkLine } from './chunk.ts';
import { estimateTokens } from './estimate-tokens.ts';

/** Every line a Chunk of one file may show, in file order: removed lines stand before the added ones. */
export interface Rows {
  readonly all: readonly ChunkLine[];
  /** The whole head file is there, not only what the hunks show. */
  readonly whole: boolean;
  /** Tokens of one row with its line feed and marker. Computed when first asked for. */
  cost(index: number): number;
}

/**
 * Lays the hunks into the head file. Without `headText`, or where it contradicts the hunks (a file that changed
 * meanwhile, another encoding), the rows are those of the hunks alone.
 */
export function readRows(file: FileChange, headText: string | undefined): Rows {
  const whole = headText === undefined ? undefined : wholeRows(file, linesOf(headText));
  const all = whole ?? hunkRows(file);
  const costs = new Int32Array(all.length).fill(-1);
  return {
    all,
    whole: whole !== undefined,
    cost(index) {
      const known = costs[index] ?? -1;
      if (known >= 0) return known;
      const cost = estimateTokens(all[index]?.text ?? '') + 1;
      costs[index] = cost;
      return cost;
    },
  };
}

/** True for an added or removed line. */
export function isChanged(row: ChunkLine): boolean {
  return row.hunk !== undefined && row.side !== 'both';
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function hunkRows(file: FileChange): ChunkLine[] {
  return file.hunks.flatMap((hunk, index) =>
    hunk.lines.map(({ side, text, baseLine, headLine }) => ({ side, text, baseLine, headLine, hunk: index })),
  );
}

function wholeRows(file: FileChange, lines: readonly string[]): ChunkLine[] | undefined {
  const rows: ChunkLine[] = [];
  // The head line that comes next, and how far the base numbers are ahead of the head numbers.
  let next = 1;
  let ahead = 0;
  const fill = (end: number): void => {
    for (; next < end; next++) {
      const text = lines[next - 1] ?? '';
      rows.push({ side: 'both', text, baseLine: next + ahead, headLine: next, hunk: undefined });
    }
  };
  for (const [index, hunk] of file.hunks.entries()) {
    const start = hunk.headCount === 0 ? hunk.headStart + 1 : hunk.headStart;
    if (start < next || start > lines.length + 1) return undefined;
    fill(start);
    for (const { side, text, baseLine, headLine } of hunk.lines) {
      if (side !== 'base' && (headLine !== next || lines[next++ - 1] !== text)) return undefined;
      if (side !== 'both') ahead += side === 'base' ? 1 : -1;
      rows.push({ side, text, baseLine, headLine, hunk: index });
    }
  }
  fill(lines.length + 1);
  return rows;
}

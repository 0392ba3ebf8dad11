import type { Side } from './state/comments.ts';

/** One line that a diff shows; lines are 1-based, null where the side lacks it. */
export interface Row {
  readonly base: number | null;
  readonly head: number | null;
  /** Lines below the first hunk header of the file, later headers counted: the legacy `position`. */
  readonly position: number;
}

/** One hunk: what a comment that spans lines must not leave. */
export interface Hunk {
  readonly header: string;
  readonly rows: readonly Row[];
  /** Rows with their signs, as the patch has them; `\ No newline` lines belong to the row above. */
  readonly texts: readonly string[];
}

/** The hunks of one file's patch, from its first hunk header on. An empty patch has none. */
export function readHunks(patch: string): Hunk[] {
  const hunks: Hunk[] = [];
  let rows: Row[] = [];
  let texts: string[] = [];
  let [base, head] = [0, 0];
  let [baseEnd, headEnd] = [0, 0];
  for (const [position, line] of patch.split('\n').entries()) {
    if (patch === '') break;
    const inside = base < baseEnd || head < headEnd;
    if (line.startsWith('\\')) {
      texts[texts.length - 1] += `\n${line}`;
    } else if (inside) {
      const sign = line[0];
      texts.push(line);
      rows.push({ base: sign === '+' ? null : base, head: sign === '-' ? null : head, position });
      if (sign !== '+') base += 1;
      if (sign !== '-') head += 1;
    } else {
      const counts = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
      if (counts === null) throw new Error(`no hunk header: ${line}`);
      [rows, texts] = [[], []];
      hunks.push({ header: line, rows, texts });
      [base, head] = [Number(counts[1]), Number(counts[3])];
      [baseEnd, headEnd] = [base + Number(counts[2] ?? 1), head + Number(counts[4] ?? 1)];
    }
  }
  return hunks;
}

/** Where a row stands: in which hunk, at which place of it. */
export interface RowPlace {
  readonly hunk: number;
  readonly row: number;
}

/** The row that shows a line of a side; undefined: no hunk does, a comment there is refused. */
export function findLine(hunks: readonly Hunk[], side: Side, line: number): RowPlace | undefined {
  return findRow(hunks, (row) => (side === 'LEFT' ? row.base : row.head) === line);
}

export function findPosition(hunks: readonly Hunk[], position: number): RowPlace | undefined {
  return findRow(hunks, (row) => row.position === position);
}

function findRow(hunks: readonly Hunk[], fits: (row: Row) => boolean): RowPlace | undefined {
  for (const [at, { rows }] of hunks.entries()) {
    const row = rows.findIndex(fits);
    if (row >= 0) return { hunk: at, row };
  }
  return undefined;
}

import type { LineSide } from '../../src/change/change.ts';

/** A line of a file under change, and which versions of it have it. */
export interface Row {
  readonly side: LineSide;
  readonly text: string;
}

/** Lines of context around a change, as git shows them. */
const context = 3;

/** The diff of one modified file as git would print it, without sections. Empty when nothing differs. */
export function diffOfRows(path: string, rows: readonly Row[]): string {
  const isShown = rows.map((_, index) =>
    rows.slice(Math.max(0, index - context), index + context + 1).some(({ side }) => side !== 'both'),
  );
  const hunks: string[] = [];
  let [base, head] = [1, 1];
  let open: { readonly base: number; readonly head: number; readonly rows: Row[] } | undefined;
  const close = (): void => {
    if (open !== undefined) hunks.push(printHunk(open));
    open = undefined;
  };
  for (const [index, row] of rows.entries()) {
    if (isShown[index] === true) {
      open ??= { base, head, rows: [] };
      open.rows.push(row);
    } else close();
    if (row.side !== 'head') base++;
    if (row.side !== 'base') head++;
  }
  close();
  const frame = [`diff --git a/${path} b/${path}`, `--- a/${path}`, `+++ b/${path}`];
  return hunks.length === 0 ? '' : `${[...frame, ...hunks].join('\n')}\n`;
}

/** The lines that one version of the file has. */
export function textOfRows(rows: readonly Row[], side: 'base' | 'head'): string {
  const own = rows.filter((row) => row.side === 'both' || row.side === side);
  return own.map(({ text }) => `${text}\n`).join('');
}

const signs = { base: '-', head: '+', both: ' ' } as const;

function printHunk({ base, head, rows }: { base: number; head: number; rows: readonly Row[] }): string {
  const count = (side: LineSide): number => rows.filter((row) => row.side !== side).length;
  const start = (line: number, n: number): number => (n === 0 ? line - 1 : line);
  const [old, now] = [count('head'), count('base')];
  const header = `@@ -${start(base, old)},${old} +${start(head, now)},${now} @@`;
  return [header, ...rows.map(({ side, text }) => signs[side] + text)].join('\n');
}

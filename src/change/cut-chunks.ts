import type { FileChange } from './change.ts';
import { isChanged, readRows, type Rows } from './chunk-rows.ts';
import { clip, fitHeaders, headerCost, scopeHeaders, type ScopeHeader } from './chunk-header.ts';
import { declaredName } from './chunk-declared-name.ts';
import { ownRows, rowsAround, wholeFunction, type Reach } from './chunk-select.ts';
import { splitRows, type SplitLimits } from './chunk-split.ts';
import { readUnits, type Unit, type Units } from './chunk-units.ts';
import type { Chunk, ChunkLine, Outline } from './chunk.ts';

export interface CutInput {
  readonly file: FileChange;
  /** Position of the file in `Change.files`. */
  readonly fileIndex: number;
  /** The whole head file; undefined when it cannot be read or is gone: chunks then show nothing beyond the hunks. */
  readonly headText?: string;
  /** Of `headText`. Without it symbols come from the sections that git prints behind `@@`. */
  readonly headOutline?: Outline;
  /** As in `Chunk.language`. */
  readonly language: string;
  /** Most tokens of one chunk's header and lines. */
  readonly budget: number;
}

/** Changed rows of top-level stretches that are asked about together. */
const maxPacked = 40;

/** Context around changes outside functions: what the hunk shows, and a little where it shows nothing. */
const looseReach: Reach = { any: 3, sameHunk: 10 };

/** Context around the changes of a function too long to show: the first that fits the budget. */
const functionReaches: readonly Reach[] = [12, 6, 3].map((any) => ({ any, sameHunk: any }));

/**
 * Cuts one file's hunks into Chunks, ordered by their first changed line.
 *
 * Every added and every removed line stands in exactly one chunk. A chunk is a function with all its changes; or the
 * loose lines of one class or of the file, packed while they are few; or a part of either where the budget demands it.
 * Only a chunk of one single line may cost more than `budget`. Empty for a file without changed lines.
 */
export function cutChunks(input: CutInput): Chunk[] {
  const rows = readRows(input.file, input.headText);
  const outline = rows.whole ? input.headOutline : undefined;
  const drafts = outline === undefined ? cutBySection(input, rows) : cutByScope(input, rows, outline);
  return drafts
    .sort((a, b) => firstChange(rows, a) - firstChange(rows, b))
    .map((draft) => finish(input, rows, draft));
}

interface Draft {
  readonly symbol: string;
  readonly headers: readonly ScopeHeader[];
  /** Row indexes, ascending. */
  readonly picked: readonly number[];
}

function cutByScope(input: CutInput, rows: Rows, outline: Outline): Draft[] {
  const units = readUnits(rows, outline, input.budget);
  const starts = new Set(outline.statementStarts);
  return [...units.byScope.values()].flatMap((unit) => {
    const headers = fitHeaders(scopeHeaders(rows, units, unit.scope), input.budget / 3);
    const capacity = input.budget - headerCost(headers.flatMap((one) => one.lines));
    const limits: SplitLimits = { capacity, maxPacked, isStatement: (line) => starts.has(line) };
    const symbol = units.tree
      .chain(unit.scope)
      .map((scope) => units.tree.scopes[scope]?.name ?? '')
      .filter((name) => name !== '')
      .join('.');
    return piecesOf(rows, units, unit, limits).map((picked) => ({ symbol, headers, picked }));
  });
}

function piecesOf(rows: Rows, units: Units, unit: Unit, limits: SplitLimits): number[][] {
  const isOwn = ownRows(rows, units, unit);
  if (units.tree.scopes[unit.scope]?.kind !== 'function') {
    return splitRows(rows, rowsAround(rows, unit.changed, looseReach, isOwn), limits);
  }
  const all = wholeFunction(rows, units, unit, isOwn, limits.capacity);
  if (all !== undefined) return [all];
  const shrunk = functionReaches.map((reach) => rowsAround(rows, unit.changed, reach, isOwn));
  const fitting = shrunk.find(
    (picked) => picked.reduce((sum, index) => sum + rows.cost(index), 0) <= limits.capacity,
  );
  if (fitting !== undefined) return [fitting];
  return splitRows(rows, shrunk.at(-1) ?? unit.changed, { ...limits, maxPacked: Infinity });
}

/** Without an outline: hunks with the same declaration behind `@@` belong together, and those with none. */
function cutBySection(input: CutInput, rows: Rows): Draft[] {
  const groups = new Map<string, number[]>();
  for (const [index, row] of rows.all.entries()) {
    if (row.hunk === undefined || !isChanged(row)) continue;
    const section = input.file.hunks[row.hunk]?.section ?? '';
    const key = declaredName(section) === undefined ? '' : section;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return [...groups].flatMap(([section, changed]) => {
    const lines = section === '' ? [] : [clip(section)];
    const headers = fitHeaders([{ startLine: 0, lines }], input.budget / 3);
    const capacity = input.budget - headerCost(headers.flatMap((one) => one.lines));
    const reach = rows.whole ? looseReach : { any: 0, sameHunk: looseReach.sameHunk };
    const limits: SplitLimits = { capacity, maxPacked, isStatement: () => false };
    const symbol = declaredName(section)?.name ?? '';
    const picked = rowsAround(rows, changed, reach, () => true);
    return splitRows(rows, picked, limits).map((piece) => ({ symbol, headers, picked: piece }));
  });
}

function firstChange(rows: Rows, { picked }: Draft): number {
  return picked.find((index) => isChanged(rows.all[index] as ChunkLine)) ?? 0;
}

function finish({ file, fileIndex, language, budget }: CutInput, rows: Rows, draft: Draft): Chunk {
  const lines = draft.picked.map((index) => rows.all[index]).filter((line) => line !== undefined);
  const isShown = (start: number): boolean => lines.some((line) => line.headLine === start);
  const header = draft.headers.filter((one) => !isShown(one.startLine)).flatMap((one) => one.lines);
  const cost = draft.picked.reduce((sum, index) => sum + rows.cost(index), 0);
  const tokens = cost + headerCost(header);
  const { path } = file;
  const { symbol } = draft;
  // One line above the budget has no room for a header either.
  if (tokens > budget) return { path, fileIndex, language, symbol, header: [], lines, tokens: cost };
  return { path, fileIndex, language, symbol, header, lines, tokens };
}

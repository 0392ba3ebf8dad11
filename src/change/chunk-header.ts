import type { Rows } from './chunk-rows.ts';
import { estimateTokens } from './estimate-tokens.ts';
import type { Units } from './chunk-units.ts';

/** Header lines of one scope and where it begins. */
export interface ScopeHeader {
  /** 1-based head line; a chunk that shows it needs no header for the scope. */
  readonly startLine: number;
  readonly lines: readonly string[];
}

/** A header that is longer than this, in lines, is shown by its first and last line. */
const longestHeader = 3;

/** Longest header line shown, in characters: a header is for orientation and never an anchor. */
const longestLine = 200;

/** Innermost scopes that get a header. */
const deepest = 4;

/** Headers of the scope and of all that hold it, outermost first. */
export function scopeHeaders(rows: Rows, units: Units, scope: number): ScopeHeader[] {
  return units.tree
    .chain(scope)
    .slice(-deepest)
    .flatMap((one) => {
      const found = units.tree.scopes[one];
      if (found === undefined) return [];
      const { startLine, headerEndLine } = found;
      const isLong = headerEndLine - startLine >= longestHeader;
      const count = headerEndLine - startLine + 1;
      const numbers = isLong
        ? [startLine, headerEndLine]
        : Array.from({ length: count }, (_, index) => startLine + index);
      const lines = numbers.map((line) => clip(rows.all[units.rowOf(line)]?.text ?? ''));
      return [{ startLine, lines }];
    });
}

/** Leaves out the outermost headers until the rest costs at most `limit` tokens. */
export function fitHeaders(headers: readonly ScopeHeader[], limit: number): ScopeHeader[] {
  const kept = [...headers];
  while (kept.length > 0 && headerCost(kept.flatMap((one) => one.lines)) > limit) kept.shift();
  return kept;
}

/** Tokens of header lines, each with its line feed and marker. */
export function headerCost(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + estimateTokens(line) + 1, 0);
}

export function clip(line: string): string {
  const text = line.replace(/\r$/, '');
  return text.length > longestLine ? `${text.slice(0, longestLine)} …` : text;
}

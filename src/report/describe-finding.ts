import type { Anchor, Finding, Severity } from '../finding/finding.ts';
import { titleBeside } from '../finding/title-beside.ts';

export { describeConfidence } from '../finding/describe-confidence.ts';
export { titleBeside };

/** Lines of the head file, 1-based inclusive; undefined for a removed line or a whole file. */
export function headLines(anchor: Anchor): { startLine: number; endLine: number } | undefined {
  return anchor.side === 'head' ? { startLine: anchor.startLine, endLine: anchor.endLine } : undefined;
}

/** `12`, `12-14`. */
export function describeLines(range: { readonly startLine: number; readonly endLine: number }): string {
  return range.startLine === range.endLine ? `${range.startLine}` : `${range.startLine}-${range.endLine}`;
}

/** For people, where a place needs words: `line 12`, `removed lines 12-14`, `whole file`. */
export function describeAnchor(anchor: Anchor): string {
  if (anchor.side === 'file') return 'whole file';
  const word = anchor.startLine === anchor.endLine ? 'line' : 'lines';
  return `${anchor.side === 'base' ? 'removed ' : ''}${word} ${describeLines(anchor)}`;
}

/**
 * Title and message for a format that has one field for both and can only point at head lines: a place it cannot
 * point at is said in words, and so is `folded`.
 */
export function describeFinding(finding: Finding, folded: boolean): string {
  const where = finding.anchor.side === 'head' ? '' : ` (${describeAnchor(finding.anchor)})`;
  const text = [titleBeside(finding), finding.message].filter((part) => part !== '').join('. ');
  return `${folded ? '(folded) ' : ''}${text}${where}`;
}

/** `3 findings (1 error, 2 warnings)`; `no findings`. */
export function countFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'no findings';
  const named = (['error', 'warning', 'info'] as const)
    .map((severity) => ({ severity, n: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => (severity === 'info' ? `${n} info` : plural(n, severity)));
  return `${plural(findings.length, 'finding')} (${named.join(', ')})`;
}

/** `1 file`, `2 files`, `1,203 tokens`. */
export function plural(n: number, word: string): string {
  return `${groupDigits(n)} ${word}${n === 1 ? '' : 's'}`;
}

/** `1203` as `1,203`. */
export function groupDigits(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');
}

export type SeverityTable<T> = Readonly<Record<Severity, T>>;

import type { FileChange, Line } from './change.ts';
import { endingOf } from './exclude-by-name.ts';
import { dataWhenLargeEndings, largeDataSize, neverData, proseEndings } from './exclusion-tables.ts';
import { hasGeneratedHeader, headerSize } from './generated-header.ts';

interface TextFacts {
  readonly attributes?: { readonly generated?: boolean };
  readonly headText?: string;
}

interface TextPolicy {
  readonly maxFileBytes: number;
  readonly maxLineBytes?: number;
}

const defaultMaxLineBytes = 10_000;

/** What the text of a file says against a review: the whole head file where it is known, else its hunks. */
export function excludedByText(file: FileChange, facts: TextFacts, policy: TextPolicy): string | undefined {
  const shown = file.hunks.flatMap((hunk) => hunk.lines);
  const size = facts.headText?.length ?? sum(shown.map((line) => line.text.length + 1));
  const bytes = facts.headText === undefined ? sum(shown.map(lineBytes)) : textBytes(facts.headText, file);
  if (bytes > policy.maxFileBytes) return largerThan(policy.maxFileBytes);
  if (facts.attributes?.generated !== false) {
    if (hasGeneratedHeader(headOf(facts.headText, shown))) return 'generated (header)';
    if (isLargeData(file.path, size)) return 'data file';
    if (isMinified(file.path, size, facts.headText, shown)) return 'minified';
  }
  const longest = policy.maxLineBytes ?? defaultMaxLineBytes;
  return shown.some((line) => lineBytes(line) > longest)
    ? `a line longer than ${String(longest)} bytes`
    : undefined;
}

/** How the Ledger names a file above the limit. */
export function largerThan(bytes: number): string {
  return `larger than ${String(bytes)} bytes`;
}

/** The first lines of the head side, as far as they are known. */
function headOf(headText: string | undefined, shown: readonly Line[]): readonly string[] {
  if (headText !== undefined) return headText.split('\n', headerSize);
  return shown.filter((line) => (line.headLine ?? Infinity) <= headerSize).map((line) => line.text);
}

function isLargeData(path: string, size: number): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return size >= largeDataSize && dataWhenLargeEndings.has(endingOf(path)) && !neverData.has(name);
}

/** Smaller texts say nothing about the length of their lines. */
const minifiedSize = 5_000;
/** People wrap at 80 to 120; linguist calls a script with an average above 110 minified. Twice that, for precision. */
const minifiedAverage = 250;

export function isMinified(
  path: string,
  size: number,
  headText: string | undefined,
  shown: readonly Line[],
): boolean {
  if (size < minifiedSize || proseEndings.has(endingOf(path))) return false;
  const lines = headText === undefined ? shown.length : countLines(headText);
  return size / lines > minifiedAverage;
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function lineBytes(line: Line): number {
  return utf8Length(line.text) + 1;
}

function textBytes(text: string, file: FileChange): number {
  return file.encoding === 'latin1' ? text.length : utf8Length(text);
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) bytes += 1;
    // A surrogate is half of a character of four bytes.
    if (code > 0x7ff && (code < 0xd800 || code > 0xdfff)) bytes += 1;
  }
  return bytes;
}

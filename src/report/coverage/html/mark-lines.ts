import type { Gap } from '../../../coverage/gap.ts';
import { isSamePlace } from '../../../coverage/place.ts';
import type { FileHits, Place } from '../../../coverage/report.ts';
import { maskLines } from '../../../safety/mask-lines.ts';

/** A line of a head file and which of its characters no test reaches. */
export interface MarkedLine {
  /** 1-based. */
  readonly line: number;
  /** Without its end, credentials masked. */
  readonly text: string;
  /** Parts of `text`, ascending and apart, in UTF-16 units, the end exclusive. */
  readonly marks: readonly Span[];
  /** Gaps that begin here, in the order in which they came. */
  readonly gaps: readonly Gap[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * All lines of a file with the code of its Gaps marked: exactly where columns are known, else by the whole line, and so in
 * a line that holds a credential, since columns mean nothing there. An arm without code of its own, such as an else that
 * is not there, has nothing to mark: it is only listed.
 *
 * @param gaps of this file
 */
export function markLines(
  text: string,
  gaps: readonly Gap[],
  hits: FileHits | undefined,
): readonly MarkedLine[] {
  const plain = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (plain.at(-1) === '') plain.pop();
  const { lines } = maskLines(plain);
  const starts = new Map<number, Gap[]>();
  const spans = new Map<number, Span[]>();
  for (const gap of gaps) {
    if (gap.kind === 'file') continue;
    addTo(starts, gap.startLine, gap);
    if (gap.kind === 'branch' && !hasOwnCode(gap, hits)) continue;
    const { startLine, endLine } = gap.place;
    for (let line = startLine; line <= Math.min(endLine, plain.length); line++)
      addTo(spans, line, spanOf(gap.place, line, plain[line - 1] ?? '', lines[line - 1] ?? ''));
  }
  return lines.map((line, index) => ({
    line: index + 1,
    text: line,
    marks: unite(spans.get(index + 1) ?? []),
    gaps: starts.get(index + 1) ?? [],
  }));
}

function addTo<T>(map: Map<number, T[]>, line: number, value: T): void {
  const known = map.get(line);
  if (known === undefined) map.set(line, [value]);
  else known.push(value);
}

function hasOwnCode({ place }: Gap, hits: FileHits | undefined): boolean {
  return (
    hits?.branches.some(({ arms }) => arms.some((arm) => arm.place && isSamePlace(arm.place, place))) ?? false
  );
}

function spanOf(place: Place, line: number, plain: string, masked: string): Span {
  const indent = masked.length - masked.trimStart().length;
  if (plain !== masked) return { start: indent, end: masked.length };
  const start = line === place.startLine ? (place.startColumn ?? indent) : indent;
  const end = line === place.endLine ? (place.endColumn ?? masked.length) : masked.length;
  return { start: Math.min(start, masked.length), end: Math.min(end, masked.length) };
}

function unite(spans: readonly Span[]): readonly Span[] {
  const united: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = united.at(-1);
    if (span.start >= span.end) continue;
    if (last !== undefined && span.start <= last.end)
      united[united.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else united.push(span);
  }
  return united;
}

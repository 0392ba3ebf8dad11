import { eachMapping, originalPositionFor, TraceMap, type SourceMapInput } from '@jridgewell/trace-mapping';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { V8SourceMap } from '../../coverage/formats/read-v8.ts';
import { lineAt, type V8Places } from '../../coverage/formats/v8-hits.ts';

/**
 * Where the code that ran was written, by the path of each source, through the source map that Node kept with the hits.
 * Undefined: it ran as it was written, or its map is of no use.
 *
 * @param path of the script
 */
export function mappedPlaces(
  { lineLengths, data }: V8SourceMap,
  path: string,
): Map<string, V8Places> | undefined {
  if (lineLengths === null || lineLengths === undefined || data === null || data === undefined)
    return undefined;
  let map: TraceMap;
  try {
    map = new TraceMap(data as SourceMapInput);
  } catch {
    // No source map: then nobody can say where its code was written.
    return undefined;
  }
  const starts: number[] = [];
  let offset = 0;
  for (const length of lineLengths) {
    starts.push(offset);
    offset += length + 1;
  }
  const pieces = piecesBySource(map, starts, offset);
  const placed = [...pieces].map(([source, own]): [string, V8Places] => [
    resolveSource(source, path),
    {
      pieces: own,
      place: (start, end) => {
        const [first, last] = [originOf(map, starts, start), originOf(map, starts, Math.max(start, end - 1))];
        if (first?.source !== source || last?.source !== source || last.line < first.line) return undefined;
        return { startLine: first.line, startColumn: first.column, endLine: last.line, endColumn: undefined };
      },
    },
  ]);
  return new Map(placed);
}

type Pieces = { start: number; end: number; line: number }[];

function piecesBySource(map: TraceMap, starts: readonly number[], length: number): Map<string, Pieces> {
  const all: { start: number; source: string | null; line: number | null }[] = [];
  eachMapping(map, ({ generatedLine, generatedColumn, source, originalLine }) => {
    const start = starts[generatedLine - 1];
    if (start !== undefined) all.push({ start: start + generatedColumn, source, line: originalLine });
  });
  all.sort((a, b) => a.start - b.start);
  const pieces = new Map<string, Pieces>();
  for (const [index, { start, source, line }] of all.entries()) {
    const end = all[index + 1]?.start ?? length;
    if (source === null || line === null || end <= start) continue;
    const own = pieces.get(source) ?? [];
    own.push({ start, end, line });
    pieces.set(source, own);
  }
  return pieces;
}

function originOf(
  map: TraceMap,
  starts: readonly number[],
  offset: number,
): { source: string; line: number; column: number } | undefined {
  const line = lineAt(starts, offset);
  const found = originalPositionFor(map, { line: line + 1, column: offset - (starts[line] ?? 0) });
  return found.source === null ? undefined : { source: found.source, line: found.line, column: found.column };
}

function resolveSource(source: string, path: string): string {
  if (source.startsWith('file:')) {
    try {
      return fileURLToPath(source);
    } catch {
      // Of another system: as it is, for its end to be compared.
      return source;
    }
  }
  return isAbsolute(source) || /^[a-z-]+:/i.test(source) ? source : resolve(dirname(path), source);
}

import { originalPositionFor, type TraceMap } from '@jridgewell/trace-mapping';
import type { FileCoverageData, Location, Range } from 'istanbul-lib-coverage';

/**
 * What was counted in compiled code, at the places of the source that it was compiled from. A map tells starts of most
 * things exactly, ends badly, and of what the compiler added it says something as well; so the source itself tells what
 * there is to count, and the map which counter is which. What has no counter is left out: nobody knows.
 *
 * @param wanted what there is to count in the source, all 0; its path is the source's name in the map
 */
export function alignWithSource(
  compiled: FileCoverageData,
  map: TraceMap,
  wanted: FileCoverageData,
): FileCoverageData {
  const find = ({ start }: Range) => findOriginal(map, wanted.path, start);
  const statements = match(
    Object.entries(wanted.statementMap).map(([id, range]) => ({ id, kind: '', start: range.start })),
    Object.entries(compiled.statementMap).map(([id, range]) => ({ id, kind: '', start: find(range) })),
  );
  const functions = match(
    Object.entries(wanted.fnMap).map(([id, { decl }]) => ({ id, kind: '', start: decl.start })),
    Object.entries(compiled.fnMap).map(([id, { decl }]) => ({ id, kind: '', start: find(decl) })),
  );
  const kindOf = (file: FileCoverageData, id: string) =>
    `${file.branchMap[id]!.type} ${file.branchMap[id]!.locations.length}`;
  const branches = match(
    Object.entries(wanted.branchMap).map(([id, { loc }]) => ({
      id,
      kind: kindOf(wanted, id),
      start: loc.start,
    })),
    Object.entries(compiled.branchMap).map(([id, { loc }]) => ({
      id,
      kind: kindOf(compiled, id),
      start: find(loc),
    })),
  );
  return {
    path: wanted.path,
    statementMap: keep(wanted.statementMap, statements),
    fnMap: keep(wanted.fnMap, functions),
    branchMap: keep(wanted.branchMap, branches),
    s: counts(statements, (id) => compiled.s[id] ?? 0, Math.max),
    f: counts(functions, (id) => compiled.f[id] ?? 0, Math.max),
    b: counts(
      branches,
      (id) => compiled.b[id] ?? [],
      (a, b) => a.map((hits, arm) => Math.max(hits, b[arm] ?? 0)),
    ),
  };
}

interface Item {
  readonly id: string;
  /** Only items of one kind match. */
  readonly kind: string;
  readonly start: Location | undefined;
}

/**
 * Numbers of compiled items by the number of what they were made from. Most start where a map has an entry. One that
 * does not, such as a function that a compiler wrapped in a call, is the nearest on the line that none starts at.
 */
function match(wanted: readonly Item[], compiled: readonly Item[]): Map<string, string[]> {
  const matches = new Map<string, string[]>();
  const places = new Map<string, string[]>();
  for (const { id, kind, start } of wanted) if (start) push(places, placeOf(kind, start), id);
  const rest: Item[] = [];
  for (const item of compiled) {
    const [first, ...others] = (item.start && places.get(placeOf(item.kind, item.start))) ?? [];
    if (first === undefined) rest.push(item);
    else {
      push(matches, first, item.id);
      // Two things may start at one place; both lists are in the order of the text.
      if (others.length > 0 && item.start) places.set(placeOf(item.kind, item.start), others);
    }
  }
  for (const { id, kind, start } of rest) {
    const left = wanted.filter((item) => item.kind === kind && !matches.has(item.id));
    const near = left.map((item) => ({ id: item.id, distance: distanceOnLine(item.start, start) }));
    const [nearest] = near
      .filter(({ distance }) => distance < Infinity)
      .sort((a, b) => a.distance - b.distance);
    if (nearest) push(matches, nearest.id, id);
  }
  return matches;
}

/** Columns between two places of one line. */
function distanceOnLine(a: Location | undefined, b: Location | undefined): number {
  return a !== undefined && a.line === b?.line ? Math.abs(a.column - b.column) : Infinity;
}

function placeOf(kind: string, { line, column }: Location): string {
  return `${kind} ${line}:${column}`;
}

function push(map: Map<string, string[]>, key: string, id: string): void {
  map.set(key, [...(map.get(key) ?? []), id]);
}

/** Undefined where the map has nothing before it on its line: the compiler added it. */
function findOriginal(map: TraceMap, source: string, start: Location): Location | undefined {
  const found = originalPositionFor(map, start);
  return found.source === source ? { line: found.line, column: found.column } : undefined;
}

function keep<T>(
  items: Readonly<Record<string, T>>,
  matches: ReadonlyMap<string, unknown>,
): Record<string, T> {
  return Object.fromEntries(Object.entries(items).filter(([id]) => matches.has(id)));
}

function counts<T>(
  matches: ReadonlyMap<string, readonly string[]>,
  countOf: (id: string) => T,
  both: (a: T, b: T) => T,
): Record<string, T> {
  return Object.fromEntries([...matches].map(([id, ids]) => [id, ids.map(countOf).reduce(both)]));
}

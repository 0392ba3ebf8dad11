import type { RunDoc } from './last-run.ts';

export interface TakenOut {
  readonly text: string;
  /** Symbols whose docs are out. */
  readonly removed: readonly string[];
  /** Symbols whose docs do not stand there as they were put in, or stand there more often. */
  readonly left: readonly string[];
}

/** Removes docs where they stand line by line as they were put in, above the same line. Ends of lines may have changed. */
export function takeOutDocs(text: string, docs: readonly RunDoc[]): TakenOut {
  const lines = text.split('\n').map((line, i, all) => (i < all.length - 1 ? `${line}\n` : line));
  const plain = lines.map(withoutEnd);
  const gone = new Set<number>();
  const removed: string[] = [];
  const left: string[] = [];
  for (const [key, same] of groupEqual(docs)) {
    const wanted = key.split('\n');
    const places = placesOf(wanted, plain);
    const isTheirs = places.length > same.length;
    const found = isTheirs ? [] : places;
    // The last of the wanted lines is the one below: it stays.
    for (const place of found) for (let i = 0; i < wanted.length - 1; i++) gone.add(place + i);
    removed.push(...same.slice(0, found.length));
    left.push(...same.slice(found.length));
  }
  return { text: lines.filter((_, i) => !gone.has(i)).join(''), removed, left };
}

/** Symbols by the lines of their docs and the line below: two overloads may have the same. */
function groupEqual(docs: readonly RunDoc[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { text, below, symbol } of docs) {
    const key = `${text}${below}`.split('\n').map(withoutEnd).join('\n');
    groups.set(key, [...(groups.get(key) ?? []), symbol]);
  }
  return groups;
}

function placesOf(wanted: readonly string[], lines: readonly string[]): number[] {
  const places: number[] = [];
  for (let at = 0; at + wanted.length <= lines.length; at++) {
    if (wanted.every((line, i) => lines[at + i] === line)) places.push(at);
  }
  return places;
}

function withoutEnd(line: string): string {
  return line.replace(/\r?\n?$/, '');
}

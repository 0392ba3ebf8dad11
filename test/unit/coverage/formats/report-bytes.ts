import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadOptions } from '../../../../src/coverage/formats/report-input.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures/coverage');

/** Text of a fixture: `nyc/report/lcov.info`. */
export function fixtureText(path: string): string {
  return readFileSync(join(fixtures, path), 'utf8');
}

/** A text as a report of pieces of this many bytes. */
export async function* inPieces(text: string, size = 1 << 20): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  // One piece of memory for all, as a reader of files does it.
  const memory = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    memory.set(part);
    yield memory.subarray(0, part.length);
  }
}

export const wantsAll: ReadOptions = { name: 'report', wants: () => true };

/** Everything that an async generator gives. */
export async function collect<T>(all: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const one of all) list.push(one);
  return list;
}

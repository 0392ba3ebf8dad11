import { describe, expect, it } from 'vitest';
import { baseChunk } from '../../../src/change/base-chunk.ts';
import type { Chunk, ChunkLine } from '../../../src/change/chunk.ts';

const line = (side: ChunkLine['side'], text: string, baseLine?: number, headLine?: number): ChunkLine => ({
  side,
  text,
  baseLine,
  headLine,
  hunk: 0,
});
const chunk = (...lines: ChunkLine[]): Chunk => ({
  path: 'a.ts',
  fileIndex: 0,
  language: 'typescript',
  symbol: 'f',
  header: [],
  lines,
  tokens: 9,
});

describe('baseChunk', () => {
  it('shows the old version as if it were new', () => {
    const before = baseChunk(
      chunk(
        line('both', 'a', 1, 1),
        line('base', 'b', 2),
        line('head', 'c', undefined, 2),
        line('both', 'd', 3, 3),
      ),
    );
    expect(before?.lines).toEqual([
      line('both', 'a', 1, 1),
      line('head', 'b', 2, 2),
      line('both', 'd', 3, 3),
    ]);
  });

  it('has nothing to show where nothing was taken away', () => {
    expect(baseChunk(chunk(line('both', 'a', 1, 1), line('head', 'c', undefined, 2)))).toBeUndefined();
  });
});

import type { Chunk } from '../../../src/change/chunk.ts';

/** A Chunk of added lines. */
export function chunkOf(texts: readonly string[], extra: Partial<Chunk> = {}): Chunk {
  const lines = texts.map((text, index) => ({
    side: 'head' as const,
    text,
    baseLine: undefined,
    headLine: index + 1,
    hunk: 0,
  }));
  const common = {
    path: 'src/a.ts',
    fileIndex: 0,
    language: 'typescript',
    symbol: '',
    header: [],
    tokens: 0,
  };
  return { ...common, lines, ...extra };
}

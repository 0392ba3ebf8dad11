import { createHash } from 'node:crypto';
import type { Chunk } from '../../change/chunk.ts';

/** A Chunk and the identity of its text: 12 hexadecimal digits. */
export interface KeyedChunk {
  readonly chunk: Chunk;
  readonly key: string;
}

/**
 * Gives each Chunk the identity of what a model is shown of it: path, symbol, header, and its lines with their sides. It
 * holds no line number and no commit, so that it outlives a rebase and a force-push. Chunks of one file that read alike are
 * told apart by their order.
 */
export function keyChunks(chunks: readonly Chunk[]): KeyedChunk[] {
  const seen = new Map<string, number>();
  return chunks.map((chunk) => {
    const { path, symbol, header, lines } = chunk;
    const text = JSON.stringify([path, symbol, header, lines.map((line) => [line.side, line.text])]);
    const occurrence = seen.get(text) ?? 0;
    seen.set(text, occurrence + 1);
    const key = createHash('sha256')
      .update(`${String(occurrence)} ${text}`)
      .digest('hex')
      .slice(0, 12);
    return { chunk, key };
  });
}

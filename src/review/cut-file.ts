import { languageOf } from '../change/chunk-language.ts';
import type { Chunk } from '../change/chunk.ts';
import { cutChunks } from '../change/cut-chunks.ts';
import { estimateTokens } from '../change/estimate-tokens.ts';
import { renderReviewChunk } from '../prompt/review-chunk/prompt.ts';
import type { PreparedFile } from './prepare-files.ts';

/**
 * Cuts one file into Chunks; none of them is larger than what one request may hold, but for single lines. Empty for an
 * excluded file.
 *
 * @param promptTokens most tokens of a whole prompt
 */
export function cutFile(prepared: PreparedFile, promptTokens: number): Chunk[] {
  const { file, fileIndex, exclusion, headText, outline } = prepared;
  if (exclusion !== undefined) return [];
  return cutChunks({
    file,
    fileIndex,
    language: outline?.language ?? languageOf(file.path),
    budget: promptTokens - frameTokens(file.path),
    ...(headText === undefined ? {} : { headText }),
    ...(outline === undefined ? {} : { headOutline: outline }),
  });
}

/** Room for the name of the enclosing symbol, which is only known after cutting. */
const symbolTokens = 40;

/** What the prompt costs around a chunk of this file. */
function frameTokens(path: string): number {
  const empty: Chunk = { path, fileIndex: 0, language: '', symbol: '', header: [], lines: [], tokens: 0 };
  const messages = renderReviewChunk(empty);
  return messages.reduce((sum, message) => sum + estimateTokens(message.content), symbolTokens);
}

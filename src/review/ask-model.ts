import type { Chunk } from '../change/chunk.ts';
import { isGalleyError, type GalleyError } from '../errors.ts';
import { failedAnswer, type ChunkAnswer } from './ask-chunk.ts';
import { askChunks } from './ask-chunks.ts';
import type { EarlyCard } from './describe-early.ts';
import type { Model, ModelCard } from './ports.ts';
import type { ReviewOptions, ReviewPorts } from './review-options.ts';

/** What a model said about the Change, or why none said anything. */
export interface ModelAnswers {
  readonly answers: readonly ChunkAnswer[];
  /** Null when no model was needed or none answered. */
  readonly card: ModelCard | null;
  readonly failure: GalleyError | undefined;
}

/** Asks the model about all Chunks. A model that cannot be had is a failure to report, not to throw. */
export async function askModel(
  chunks: readonly Chunk[],
  model: Model,
  early: EarlyCard,
  options: ReviewOptions,
  ports: ReviewPorts,
): Promise<ModelAnswers> {
  if (chunks.length === 0) {
    early.abandon();
    return { answers: [], card: null, failure: undefined };
  }
  ports.onProgress({ step: 'connecting' });
  const card = await early.settled();
  if (isGalleyError(card)) {
    // The Ledger tells once what to do about it.
    const failed = chunks.map((chunk) => ({ ...failedAnswer(chunk, card), todo: '' }));
    return { answers: failed, card: null, failure: card };
  }
  const answers = await askChunks(chunks, {
    model,
    card,
    cache: ports.cache,
    promptTokens: options.promptTokens,
    replyTokens: options.replyTokens,
    parallel: Math.min(options.concurrency, card.parallel),
    signal: ports.signal,
    onProgress: (index, findings, call) =>
      ports.onProgress({
        step: 'asking',
        chunk: index + 1,
        chunks: chunks.length,
        path: chunks[index]?.path ?? '',
        findings,
        ...(call === undefined ? {} : { call }),
      }),
  });
  return { answers, card, failure: undefined };
}

import type { Chunk } from '../change/chunk.ts';
import { cutChunks } from '../change/cut-chunks.ts';
import { estimateTokens } from '../change/estimate-tokens.ts';
import { languageOf } from '../change/chunk-language.ts';
import { describeFailure, isGalleyError, type ErrorCode, type GalleyError } from '../errors.ts';
import { renderReviewChunk } from '../prompt/review-chunk/prompt.ts';
import type { ChunkAnswer } from './ask-chunk.ts';
import { askChunks } from './ask-chunks.ts';
import type { Model, ModelCard } from './ports.ts';
import type { PreparedFile } from './prepare-files.ts';
import type { ReviewOptions, ReviewPorts } from './review-options.ts';

/** What a model said about the Change, or why none said anything. */
export interface ModelAnswers {
  readonly answers: readonly ChunkAnswer[];
  /** Null when no model was needed or none answered. */
  readonly card: ModelCard | null;
  readonly failure: GalleyError | undefined;
}

/** Failures that are the operator's to mend before anything is reviewed: exit code 2, not "incomplete". */
const broken: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'invalid-config',
  'invalid-usage',
  'host-not-allowed',
  'model-not-local',
  'engine-missing',
]);

/** Cuts the files into Chunks; none of them is larger than what one request may hold, but for single lines. */
export function cutFiles(files: readonly PreparedFile[], options: ReviewOptions): Chunk[] {
  return files.flatMap(({ file, fileIndex, exclusion, headText, outline }) => {
    if (exclusion !== undefined) return [];
    const language = outline?.language ?? languageOf(file.path);
    const budget = options.promptTokens - frameTokens(file.path);
    return cutChunks({
      file,
      fileIndex,
      language,
      budget,
      ...(headText === undefined ? {} : { headText }),
      ...(outline === undefined ? {} : { headOutline: outline }),
    });
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

/** Asks the model about all Chunks. A model that cannot be had is a failure to report, not to throw. */
export async function askModel(
  chunks: readonly Chunk[],
  model: Model,
  options: ReviewOptions,
  ports: ReviewPorts,
): Promise<ModelAnswers> {
  if (chunks.length === 0) return { answers: [], card: null, failure: undefined };
  ports.onProgress({ step: 'connecting' });
  const card = await describe(model, ports.signal);
  if (isGalleyError(card)) {
    const failed = chunks.map((chunk) => unanswered(chunk, card));
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

async function describe(model: Model, signal: AbortSignal): Promise<ModelCard | GalleyError> {
  try {
    return await model.describe(signal);
  } catch (error) {
    if (isGalleyError(error) && !broken.has(error.code)) return error;
    throw error;
  }
}

function unanswered(chunk: Chunk, error: GalleyError): ChunkAnswer {
  return {
    chunk,
    claims: [],
    malformed: 0,
    failure: describeFailure(error),
    failureCode: error.code,
    replies: [],
  };
}

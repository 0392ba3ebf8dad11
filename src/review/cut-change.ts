import type { Change, FileChange } from '../change/change.ts';
import type { Chunk } from '../change/chunk.ts';
import { excludedByName } from '../change/exclude-by-name.ts';
import { isProse } from '../change/is-prose.ts';
import { cutFile } from './cut-file.ts';
import { mapConcurrently } from './map-concurrently.ts';
import {
  planFiles,
  prepareFile,
  readMarks,
  type Marks,
  type PreparedFile,
  type PrepareInput,
} from './prepare-files.ts';
import type { ReviewOptions } from './review-options.ts';

/** All files of a Change, in its order, and the Chunks of those that a model is to look at. */
export interface CutChange {
  readonly files: readonly PreparedFile[];
  readonly chunks: readonly Chunk[];
}

export interface CutInput extends PrepareInput {
  readonly options: ReviewOptions;
  readonly signal: AbortSignal;
  /** False for a review by rules only: no Chunks. */
  readonly isCut: boolean;
  /** Called before files are read, when there is one that a model will probably be asked about. */
  readonly onEligible: () => void;
}

/**
 * Asks git what it marks the files with. Meanwhile, and while the Change is masked, helpers of the parsers come up: they
 * take as long as the parsing of many files.
 */
export function announceChange(
  change: Change,
  { blobs, syntax, isCut }: Pick<CutInput, 'blobs' | 'syntax' | 'isCut'>,
): Promise<Marks> {
  const isLikely = (file: FileChange): boolean =>
    file.hunks.length > 0 && file.status !== 'deleted' && excludedByName(file, {}) === undefined;
  if (blobs && isCut) syntax.expect?.(change.files.filter(isLikely).length);
  return readMarks(change, blobs);
}

/** Files in work at the same time: enough to keep git and the parsers busy, few enough to keep memory low. */
const inWork = 16;

/** Excludes, reads, parses and cuts: a file is cut as soon as its parser is ready, while others are still read. */
export async function cutChange(change: Change, marks: Marks, input: CutInput): Promise<CutChange> {
  const { options, syntax, signal, isCut } = input;
  const planned = planFiles(change, marks, input);
  const open = planned.filter(({ exclusion }) => exclusion === undefined);
  if (open.some(({ file }) => !isProse(file.path))) input.onEligible();
  try {
    const done = await mapConcurrently(planned, inWork, async (one) => {
      signal.throwIfAborted();
      const prepared = await prepareFile(one, input);
      return { prepared, chunks: isCut ? cutFile(prepared, options.promptTokens) : [] };
    });
    return { files: done.map(({ prepared }) => prepared), chunks: done.flatMap(({ chunks }) => chunks) };
  } finally {
    syntax.close?.();
  }
}

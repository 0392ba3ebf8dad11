import type { Change } from '../change/change.ts';
import { exclusionOf } from '../change/exclude-file.ts';
import { mapConcurrently } from './map-concurrently.ts';
import type { PatchFile } from './measure-patch.ts';
import type { BlobReader } from './ports.ts';
import { readMarks } from './prepare-files.ts';
import type { ReviewOptions } from './review-options.ts';
import { whyUnmeasured } from './why-unmeasured.ts';
import { countChanged } from './write-ledger.ts';

/** Files that are read at the same time. */
const readsAtOnce = 8;

/** A changed file, and whether tests are asked about it. */
export interface ChosenFile extends PatchFile {
  /** Why nobody asks what tests reach of it; undefined: they do. */
  readonly exclusion: string | undefined;
  /** Added and removed lines. */
  readonly changedLines: number;
}

/** Reads the files that policy does not leave out, and decides once more with their texts. */
export async function chooseMeasured(
  change: Change,
  { exclude, maxFileBytes }: Pick<ReviewOptions, 'exclude' | 'maxFileBytes'>,
  blobs: BlobReader,
): Promise<readonly ChosenFile[]> {
  const policy = { excludeGlobs: exclude, maxFileBytes };
  const marks = await readMarks(change, blobs);
  return mapConcurrently(change.files, readsAtOnce, async (file) => {
    const attributes = marks.get(file.path);
    const facts = attributes === undefined ? {} : { attributes };
    const early = exclusionOf(file, facts, policy) ?? whyUnmeasured(file.path);
    const changedLines = countChanged(file);
    if (early !== undefined) return { file, text: undefined, exclusion: early, changedLines };
    const text = await blobs.read(file, 'head', maxFileBytes);
    const exclusion =
      text === undefined ? undefined : exclusionOf(file, { ...facts, headText: text }, policy);
    return { file, text, exclusion, changedLines };
  });
}

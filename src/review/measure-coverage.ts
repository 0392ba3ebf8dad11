import type { Change } from '../change/change.ts';
import type { PatchCoverage } from '../coverage/gap.ts';
import { chooseMeasured } from './choose-measured.ts';
import { maskGaps } from './mask-gaps.ts';
import { measurePatch } from './measure-patch.ts';
import type { ReviewOptions, ReviewPorts } from './review-options.ts';

/**
 * What tests reach of a Change, for a review. Null where no data was given, for a bare diff, and after a stop. What people
 * should know about the reports goes to the log.
 *
 * @param change with its texts as they are: positions mean nothing in masked ones
 * @throws GalleyError when a report cannot be used
 */
export async function measureCoverage(
  change: Change,
  options: Pick<ReviewOptions, 'exclude' | 'maxFileBytes'>,
  { coverage: from, blobs, signal, log, onProgress }: ReviewPorts,
): Promise<PatchCoverage | null> {
  if (from === undefined || blobs === undefined || signal.aborted) return null;
  onProgress({ step: 'measuring' });
  const files = await chooseMeasured(change, options, blobs);
  try {
    const { coverage, notes } = await measurePatch(
      files.filter(({ exclusion }) => exclusion === undefined),
      from,
      signal,
    );
    for (const note of notes) log.warn(note);
    return maskGaps(coverage);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

/** Whether all that was to be measured is known. Without data nothing was to be. */
export function isMeasured(coverage: PatchCoverage | null): boolean {
  return coverage === null || coverage.files.every(({ state }) => state !== 'no-data');
}

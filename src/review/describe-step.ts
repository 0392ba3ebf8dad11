import type { ReviewProgress } from './review-options.ts';

/** Where a review stands, in a few words; undefined for what passes in a moment. */
export function describeStep(progress: ReviewProgress): string | undefined {
  if (progress.step !== 'asking') return undefined;
  const { filesDone, files, findings } = progress;
  return `${filesDone} of ${files} ${files === 1 ? 'file' : 'files'}, ${findings} found so far`;
}

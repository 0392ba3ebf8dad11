import type { Envelope } from '../../../report/envelope-schema.ts';
import type { ReviewProgress } from '../../../review/review-options.ts';

/** Reviews a diff that somebody sent. Throws GalleyError. */
export type ReviewDiff = (
  diff: SentDiff,
  signal: AbortSignal,
  onProgress: (progress: ReviewProgress) => void,
) => Promise<Envelope>;

export interface SentDiff {
  /** A unified diff. */
  readonly bytes: Buffer;
  /** What to call it; one line. */
  readonly title: string;
}

/** What a stream says before its result. */
export type Told = ReviewProgress | { readonly step: 'waiting'; readonly ahead: number };

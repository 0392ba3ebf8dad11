import { Hono } from 'hono';
import type { Log } from '../../../log.ts';
import type { Envelope } from '../../../report/envelope-schema.ts';
import type { ReviewProgress } from '../../../review/review-options.ts';
import type { TokenCheck } from '../operator/create-token-check.ts';

export interface ReviewEndpointOptions {
  readonly operator: TokenCheck;
  readonly reviewDiff: ReviewDiff;
  /** Of a request's body: more is refused with 413. */
  readonly mostBytes: number;
  /** Reviews at the same time. */
  readonly concurrency: number;
  /** Requests that may wait for their turn; further ones are refused with 429. */
  readonly mostWaiting: number;
  /** Ends what is under way: the server stops. */
  readonly stop: AbortSignal;
  readonly log: Log;
  /** Between comments that keep a stream alive; 15,000 where nothing is said. */
  readonly heartbeatMs?: number;
}

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

/** `POST /v1/review`, and nothing else: to be mounted at `/`. */
export function createReviewEndpoint(_options: ReviewEndpointOptions): Hono {
  return new Hono();
}

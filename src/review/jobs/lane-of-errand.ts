import type { Errand } from './errand.ts';
import type { Lane } from './job-store.ts';

/** Where the job of an errand waits, if it makes one: a close only ends what a review has left, and waits for it. */
export function laneOfErrand({ kind }: Errand): Lane {
  return kind === 'review' || kind === 'close' ? 'review' : 'command';
}

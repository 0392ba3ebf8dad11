import type { Errand } from './errand.ts';
import type { Lane } from './job-store.ts';

/** Where the job of an errand waits; undefined: it makes none, and ends those of a review instead. */
export function laneOfErrand({ kind }: Errand): Lane | undefined {
  if (kind === 'close') return undefined;
  return kind === 'review' ? 'review' : 'command';
}

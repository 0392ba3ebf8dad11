import type { Errand } from './errand.ts';
import type { Lane } from './job-store.ts';

/** Where the job of an errand waits, if it makes one: a close only ends what a review has left, and waits for it. */
export function laneOfErrand(errand: Errand): Lane {
  if (errand.kind === 'review' || errand.kind === 'close') return 'review';
  if (errand.kind === 'installation') return 'command';
  const { command, comment, isRead } = errand;
  // There is no sign to give for a button.
  if (comment !== undefined && isRead !== true) return 'command';
  return command.name === 'docs' || command.name === 'tests' ? 'long' : 'answer';
}

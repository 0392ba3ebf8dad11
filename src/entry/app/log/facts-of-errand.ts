import type { Facts } from '../../../log.ts';
import type { Errand } from '../../../review/jobs/errand.ts';

/** What a line of the log says of an errand: its kind, and its pull request where it has one. */
export function factsOfErrand(errand: Errand): Facts {
  const { kind } = errand;
  if (!('pull' in errand)) return { kind };
  return { kind, repository: errand.pull.repository, pull: errand.pull.number };
}

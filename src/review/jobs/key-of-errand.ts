import type { Errand } from './errand.ts';
import { pullName } from './pull-name.ts';

/** Errands of one key and lane are done one after the other. */
export function keyOfErrand(errand: Errand): string {
  return errand.kind === 'installation' ? `installation#${errand.installation}` : pullName(errand.pull);
}

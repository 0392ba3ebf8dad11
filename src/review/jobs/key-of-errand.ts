import type { Errand, PullKey } from './errand.ts';
import { pullName } from './pull-name.ts';

/**
 * Errands of one key and lane are done one after the other. Commands that take minutes have a key of their own, so that
 * whoever gives another one on the same pull request sees at once that it was read.
 */
export function keyOfErrand(errand: Errand): string {
  if (errand.kind === 'installation') return `installation#${errand.installation}`;
  const [key, long] = keysOfPull(errand.pull);
  return errand.kind === 'command' && ['docs', 'tests'].includes(errand.command.name) ? long : key;
}

/** All keys that errands of a pull request may have. */
export function keysOfPull(pull: PullKey): readonly [key: string, long: string] {
  const key = pullName(pull);
  return [key, `${key} long`];
}

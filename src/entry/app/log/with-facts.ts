import { AsyncLocalStorage } from 'node:async_hooks';
import type { Facts } from '../../../log.ts';

const facts = new AsyncLocalStorage<Facts>();

/**
 * Does a work whose every line in the log of the app has these facts, whoever writes it: also what serves several jobs and
 * knows of none.
 */
export function withFacts<T>(more: Facts, work: () => T): T {
  return facts.run({ ...facts.getStore(), ...more }, work);
}

/** Those of the work under way; none outside of one. */
export function factsOfWork(): Facts {
  return facts.getStore() ?? {};
}

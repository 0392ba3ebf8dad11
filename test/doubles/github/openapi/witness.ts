import type { Witness } from '../types.ts';
import { checkCall } from './check-call.ts';

/** A witness that compares every call with GitHub's description and notes where the double drifts from it. */
export function driftWitness(drift: string[]): Witness {
  return ({ route, call }, reply) => {
    if (route === undefined) return;
    const problems = checkCall(route, call.body, reply);
    drift.push(...problems);
    if (problems.length > 0) throw new Error(problems.join('; '));
  };
}

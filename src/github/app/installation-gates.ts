import type { LimitGate } from '../client/wait-for-limits.ts';

const gates = new WeakMap<object, Map<number, LimitGate>>();

/**
 * What all clients of an installation wait at: GitHub counts their requests together.
 *
 * @param app whose installation it is: the same object for all that wait together
 */
export function installationGate(app: object, installation: number): LimitGate {
  const known = gates.get(app) ?? new Map<number, LimitGate>();
  gates.set(app, known);
  const gate = known.get(installation) ?? { closedUntil: 0 };
  known.set(installation, gate);
  return gate;
}

import type { TokenSource } from '../../../github/client/token-source.ts';
import type { LimitGate } from '../../../github/client/wait-for-limits.ts';
import type { AppForge } from '../../../review/jobs/app-ports.ts';

const gates = new WeakMap<AppForge, Map<number, LimitGate>>();

/** Tokens of an installation for one repository, as a client takes them. All clients of an installation wait together. */
export function tokensFrom(appForge: AppForge, installation: number, repository: string): TokenSource {
  return {
    get: (signal) => appForge.token(installation, repository, signal ?? new AbortController().signal),
    drop: () => appForge.dropToken(installation, repository),
    gate: gateOf(appForge, installation),
  };
}

function gateOf(appForge: AppForge, installation: number): LimitGate {
  const known = gates.get(appForge) ?? new Map<number, LimitGate>();
  gates.set(appForge, known);
  const gate = known.get(installation) ?? { closedUntil: 0 };
  known.set(installation, gate);
  return gate;
}

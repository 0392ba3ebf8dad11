import { installationGate } from '../../../github/app/installation-gates.ts';
import type { TokenSource } from '../../../github/client/token-source.ts';
import type { AppForge } from '../../../review/jobs/app-ports.ts';

/** Tokens of an installation for one repository, as a client takes them. All clients of an installation wait together. */
export function tokensFrom(appForge: AppForge, installation: number, repository: string): TokenSource {
  return {
    get: (signal) => appForge.token(installation, repository, signal ?? new AbortController().signal),
    drop: () => appForge.dropToken(installation, repository),
    gate: installationGate(appForge, installation),
  };
}

import type { Log } from '../../log.ts';
import type { AppForge } from '../../review/jobs/app-ports.ts';
import { machineTime, type ClientTime } from '../client/client-time.ts';
import { callsOf, type OnAppCall } from '../client/count-calls.ts';
import { createGitHubClient } from '../client/create-client.ts';
import type { GitHubClient } from '../client/github-client.ts';
import { appTokens } from './app-tokens.ts';
import { installationGate } from './installation-gates.ts';
import { createTokenKeeper, tokenSourceFor } from './installation-tokens.ts';
import { listInstallations } from './list-installations.ts';
import { createPullLists } from './list-open-pulls.ts';
import { listRepositories } from './list-repositories.ts';
import { createRedelivery } from './redeliver.ts';
import { readTip } from './read-tip.ts';
import { readAppLogin } from './read-app-login.ts';

export interface AppForgeOptions {
  /** As in ClientOptions. */
  readonly baseUrl: string;
  readonly appId: string | number;
  /** PEM; line ends may be written as `\n`. */
  readonly privateKey: string;
  readonly userAgent: string;
  readonly log: Log;
  readonly onCall?: OnAppCall | undefined;
  readonly time?: ClientTime;
  readonly fetch?: typeof fetch;
}

/** Installations that are asked about in one go keep their pace together. */
const mostClients = 1000;

/**
 * The app as GitHub knows it. Its own name is proved by a signature. Lists of an installation are read with one token for all
 * of it; whoever works in a repository gets one for that repository alone.
 *
 * Throws GalleyError `invalid-usage` for an address that can be none.
 */
export function createAppForge(options: AppForgeOptions): AppForge {
  const { baseUrl, userAgent, log, onCall, time = machineTime, fetch } = options;
  const common = { baseUrl, userAgent, log, time, ...(fetch && { fetch }) };
  const client = createGitHubClient({
    ...{ ...common, onCall: callsOf(undefined, onCall) },
    token: appTokens(options, time),
  });
  const tokens = createTokenKeeper(client, time);
  const clients = new Map<number, GitHubClient>();
  const clientOf = (installation: number): GitHubClient => {
    const known = clients.get(installation);
    if (known !== undefined) return known;
    if (clients.size >= mostClients) clients.clear();
    const gate = installationGate(forge, installation);
    const token = { ...tokenSourceFor(tokens, installation, undefined), gate };
    const made = createGitHubClient({ ...common, token, onCall: callsOf(installation, onCall) });
    clients.set(installation, made);
    return made;
  };
  const listOpenPulls = createPullLists();
  let login: Promise<string> | undefined;
  const forge: AppForge = {
    installations: (signal) => listInstallations(client, signal),
    repositories: (installation, signal) => listRepositories(clientOf(installation), signal),
    openPulls: (installation, repository, signal) =>
      listOpenPulls(clientOf(installation), repository, signal),
    tip: (installation, repository, branch, signal) =>
      readTip(clientOf(installation), repository, branch, signal),
    redeliver: createRedelivery(client),
    token: (installation, repository, signal) => tokens.get({ installation, repository }, signal),
    dropToken: (installation, repository) => tokens.drop({ installation, repository }),
    async login(signal) {
      login ??= readAppLogin(client, signal);
      try {
        return await login;
      } catch (error) {
        login = undefined;
        throw error;
      }
    },
  };
  return forge;
}

import { Probot } from 'probot';
import type { Log } from '../../../log.ts';
import type { AppSettings } from '../settings/read-app-settings.ts';
import type { SignedWebhook } from './receive-webhook.ts';

/** What Probot hands to the app: an event whose signature it has checked. */
export interface AppEvent {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
}

/**
 * The GitHub App as Probot sees it: checks the signature of each webhook and hands it on. Its own server is not used, as
 * that knows no limits, nor its console. Resolves when `onEvent` has kept what came; rejects with all that failed.
 */
export async function openProbot(
  settings: Pick<AppSettings, 'appId' | 'privateKey' | 'webhookSecret' | 'forge'>,
  onEvent: (event: AppEvent) => Promise<void>,
  log: Log,
): Promise<(webhook: SignedWebhook) => Promise<void>> {
  const app = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: settings.forge.api,
    Octokit: NoClient as never,
    log: quietLog(log) as never,
  });
  await app.ready();
  app.onAny(({ id, name, payload }) => onEvent({ id, name, payload }));
  return ({ id, name, payload, signature }) =>
    app.webhooks.verifyAndReceive({ id, name, payload, signature });
}

/**
 * Probot has a client of GitHub made for each event, which costs as much as all else that it does. Nothing is asked with
 * it here: whoever needs one later has it from `src/github`.
 */
class NoClient {
  readonly hook = { before: () => {} };

  static defaults(): typeof NoClient {
    return NoClient;
  }

  auth(): Promise<this> {
    return Promise.resolve(this);
  }
}

/** What Probot tells of failures is told by whoever called it, with the answer that was given. */
function quietLog(log: Log): object {
  const debug = (first: unknown, second?: unknown): void => {
    const message = typeof first === 'string' ? first : second;
    if (typeof message === 'string') log.debug(`probot: ${message}`);
  };
  const quiet = { level: 'debug', trace() {}, debug, info: debug, warn: debug, error: debug, fatal: debug };
  return { ...quiet, child: () => quietLog(log) };
}

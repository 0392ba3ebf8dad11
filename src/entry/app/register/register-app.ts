import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { GalleyError, describeFailure, isGalleyError } from '../../../errors.ts';
import { silentLog } from '../../../log.ts';
import { convertManifest, type RegisteredApp } from '../../../github/app/convert-manifest.ts';
import { createGitHubClient } from '../../../github/client/create-client.ts';
import {
  renderRegistered,
  renderRegistration,
  renderUnregistered,
} from '../../../report/registration/render-registration.ts';
import { version } from '../../cli/version.ts';
import { serverLimits, startServer } from '../http/start-server.ts';
import { checkPrivateKey } from '../settings/check-private-key.ts';
import type { ForgePlace } from '../settings/read-app-settings.ts';
import {
  appEvents,
  appPermissions,
  formManifest,
  registrationPage,
  webhookPath,
  type AppDescription,
} from './app-manifest.ts';
import type { SecretFile } from './keep-credentials.ts';
import { callbackPath, registrationPages } from './registration-pages.ts';
import { renderCredentials } from './render-credentials.ts';

export interface Registering {
  readonly app: AppDescription;
  readonly forge: ForgePlace;
  /** Undefined: whoever is signed in. */
  readonly organisation: string | undefined;
  readonly file: SecretFile;
  /** 0: any that is free. */
  readonly port: number;
  /** Most milliseconds until somebody has made the app. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
  /** Told where the page is, once it is there. */
  readonly onReady: (url: string) => void;
}

/**
 * Serves one page on the loopback until somebody has made the app with it, and keeps the credentials.
 *
 * @throws GalleyError `interrupted`, `invalid-config`, `cannot-write`, and what the forge says; no credential is in it
 */
export async function registerApp(registering: Registering): Promise<RegisteredApp> {
  const { forge, port, signal, onReady } = registering;
  const [key, state] = [secret(), secret()];
  const { outcome, take, release } = awaitApp(registering);
  let origin = '';
  const pages = registrationPages({
    ...{ key, state, forge: new URL(forge.server).origin },
    form: () => showForm(registering, `${origin}${callbackPath(key)}`, state),
    finish: (code) => take(keepApp(registering, code)).then((app) => showMade(registering, app), showFailure),
  });
  const listen = { host: '127.0.0.1', port, webhookPath: '' };
  try {
    if (signal.aborted) throw stopped();
    const server = await startServer({ listen, receive: undefined, pages, limits: serverLimits });
    try {
      origin = server.url;
      onReady(`${origin}/${key}`);
      return await outcome;
    } finally {
      // What is on its way to the browser arrives.
      await Promise.race([server.close(), sleep(1000, undefined, { ref: false })]);
      server.closeNow();
    }
  } finally {
    release();
  }
}

/** Waits until a code came, and then as long as it takes: an app that was made must not lose its credentials. */
function awaitApp({ waitMs, signal }: Registering) {
  let settle: (app: Promise<RegisteredApp>) => void = () => {};
  const outcome = new Promise<RegisteredApp>((resolve) => (settle = resolve));
  // Heard by whoever waits; where nobody came so far as to wait, it is nobody's.
  outcome.catch(() => {});
  const onStop = (): void => settle(Promise.reject(stopped()));
  const timer = setTimeout(() => settle(Promise.reject(nobodyCame())), waitMs);
  signal.addEventListener('abort', onStop, { once: true });
  const release = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onStop);
  };
  const take = (app: Promise<RegisteredApp>): Promise<RegisteredApp> => {
    release();
    settle(app);
    return app;
  };
  return { outcome, take, release };
}

async function keepApp({ forge, file, signal }: Registering, code: string): Promise<RegisteredApp> {
  // It would name the code, which is as good as what it is given for.
  const log = silentLog;
  const userAgent = `galley/${version}`;
  const client = createGitHubClient({ baseUrl: forge.api, token: undefined, log, userAgent, signal });
  const app = await convertManifest(client, code, forge.server, signal);
  checkPrivateKey(app.privateKey);
  await file.keep(renderCredentials(app, forge));
  return app;
}

function showForm({ app, forge, organisation }: Registering, redirectUrl: string, state: string): string {
  const form = {
    ...{ name: app.name, organisation, permissions: appPermissions, events: appEvents },
    webhook: `${app.url}${webhookPath}`,
    target: `${registrationPage(forge.server, organisation)}?state=${state}`,
    manifest: formManifest(app, redirectUrl),
  };
  return renderRegistration(form, pageContext());
}

function showMade({ file }: Registering, { slug, page }: RegisteredApp): string {
  return renderRegistered({ slug, page, file: file.path }, pageContext());
}

function showFailure(error: unknown): string {
  const isKnown = isGalleyError(error);
  const problem = isKnown ? describeFailure(error) : 'Something went wrong: the command says what.';
  return renderUnregistered(problem, isKnown ? error.todo : '', pageContext());
}

function pageContext() {
  return { now: Date.now(), version };
}

/** Nobody guesses it. */
function secret(): string {
  return randomBytes(24).toString('base64url');
}

function stopped(): GalleyError {
  return new GalleyError('interrupted', { what: 'Stopped: no app was made', todo: 'Run the command again.' });
}

function nobodyCame(): GalleyError {
  return new GalleyError('interrupted', {
    what: 'Nobody made the app in time',
    why: 'The page waited as long as --wait says, and is closed.',
    todo: 'Run the command again, and open the address that it prints.',
  });
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { actsOf } from './acts/acts.ts';
import type { Acts } from './acts/acts.ts';
import { appServer } from './apps/app-server.ts';
import { control } from './control.ts';
import type { Faults } from './faults/fault-plan.ts';
import { openGit } from './git/open-git.ts';
import { serveFetch } from './git/serve-fetch.ts';
import type { Impatience } from './guards/patience.ts';
import { ownHooks } from './hooks.ts';
import type { OwnHooks } from './hooks.ts';
import { router } from './router.ts';
import { routes } from './routes/routes.ts';
import { serve } from './serve.ts';
import type { SeenRequest, Serving } from './serve.ts';
import { hashId } from './ids.ts';
import { firstInstallations } from './state/installations.ts';
import { emptyState } from './state/state.ts';
import type { State } from './state/state.ts';
import type { GitHubOptions, Inside, TokenOptions } from './types.ts';
import { openWebhooks } from './webhooks/open-webhooks.ts';
import type { Webhooks } from './webhooks/open-webhooks.ts';

export interface GitHubDouble extends Acts {
  /** Base of the API as of api.github.com, without a slash at the end; an Enterprise client adds `/api/v3`. */
  readonly url: string;
  /** `file://` URL of the bare repository. */
  readonly cloneUrl: (owner: string, repo: string) => string;
  /** All that is stored. */
  readonly state: State;
  /** Every request, refused ones too, in the order they came. */
  readonly requests: readonly SeenRequest[];
  /** By the secret: a token may be added, changed or revoked while the double runs. */
  readonly tokens: Map<string, TokenOptions>;
  /** What tests set up with and what the pages' buttons do. */
  readonly inside: Inside;
  /** What is sent to the webhook of the app, and what became of it. */
  readonly webhooks: Webhooks;
  /** What goes wrong, and when. */
  readonly faults: Faults;
  /** Requests that came while their sender had been told to wait. */
  readonly impatient: readonly Impatience[];
  /** Where requests or answers are not as GitHub describes them; empty where its description is not installed. */
  readonly drift: readonly string[];
  /** Throws when the double itself failed or a reply did not fit GitHub's schema. */
  readonly assertClean: () => void;
  /** Stops, and throws as `assertClean` does. */
  readonly close: () => Promise<void>;
}

/** Starts a GitHub on the loopback over real bare git repositories. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubDouble> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'github-double-')));
  await mkdir(folder, { recursive: true });
  // A busy machine must not close a connection that a client is about to use again.
  const server = createServer({ keepAliveTimeout: 120_000 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own = ownHooks(options);
  const failures: string[] = [];
  const inside = openInside(options, folder, url, own, failures);
  const serving: Serving = {
    inside,
    hooks: {
      guards: [...own.guards, ...(options.hooks?.guards ?? [])],
      spoilers: [...own.spoilers, ...(options.hooks?.spoilers ?? [])],
      witnesses: [...own.witnesses, ...(options.hooks?.witnesses ?? [])],
    },
    find: router(routes),
    requests: [],
    failures,
  };
  const assertClean = (): void => {
    if (serving.failures.length > 0) throw new Error(serving.failures.join('\n'));
  };
  const double: GitHubDouble = {
    ...actsOf(inside),
    url,
    cloneUrl: (owner, repo) => pathToFileURL(inside.git.path(`${owner}/${repo}`)).href,
    state: inside.state,
    requests: serving.requests,
    tokens: inside.tokens,
    inside,
    webhooks: inside.webhooks,
    faults: own.faults,
    impatient: own.impatient,
    drift: own.drift,
    assertClean,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await inside.apps.close();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
      assertClean();
    },
  };
  server.on('request', (req, res) => {
    req.socket.setNoDelay(true);
    if (control(double, req, res)) return;
    if (serveFetch(inside, folder, req, res)) return;
    serve(serving, req, res).catch((error: unknown) => {
      if (req.complete) serving.failures.push(String(error));
      res.destroy();
    });
  });
  return double;
}

function openInside(
  options: GitHubOptions,
  folder: string,
  url: string,
  { limits }: OwnHooks,
  failures: string[],
): Inside {
  let lastId = 1000;
  const first = options.apps ?? [];
  const state = emptyState(firstInstallations(first));
  const apps = appServer(first, state);
  const clock = {
    now: options.now ?? Date.now,
    appClock: options.appClock ?? Date.now,
    nextId: () => ++lastId,
  };
  const appId = (slug: string): number =>
    (apps.apps.find((app) => app.slug === slug) ?? apps.apps[0])?.id ?? hashId(slug);
  return {
    options,
    state,
    apps,
    webhooks: openWebhooks(options.webhooks, clock, appId, (said) => failures.push(said)),
    git: openGit(folder),
    tokens: new Map(Object.entries(options.tokens ?? {})),
    url,
    apiUrl: url,
    ...clock,
    quota: limits.quota,
  };
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { freePort } from '../../doubles/free-port.ts';
import type { CommittedFile } from '../../doubles/github/git/commit-files.ts';
import { startGitHub, type GitHubDouble } from '../../doubles/github/start-github.ts';
import type { PullRequest } from '../../doubles/github/state/records.ts';
import type { GitHubOptions, Needs } from '../../doubles/github/types.ts';
import type { Script } from '../../doubles/model-server/script.ts';
import { startModelServer, type ModelServer } from '../../doubles/model-server/start-model-server.ts';
import { sharedDatabase } from '../../shared-postgres.ts';
import { temporaryFolder } from '../galley-process.ts';
import { defect, reports, silent, sumAfter } from '../sample-change.ts';
import { startServe, type AppProcess } from './app-process.ts';
import { eventually } from './eventually.ts';
import { standOf, type Stand } from './stand-of.ts';
import { placeStore } from './store-template.ts';

// Whole processes with a database each, several at a time: limits for what hangs, no measure of time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** What the app asks of whoever installs it. */
export const appRights: Needs = {
  metadata: 'read',
  contents: 'read',
  pull_requests: 'write',
  checks: 'write',
};

export const appId = 4711;
export const installation = 7;
export const webhookSecret = 'a-secret-of-webhooks-that-has-more-than-32-bytes';
export const apiToken = 'a-token-for-the-json-api';

export interface AppOptions {
  readonly script?: Script;
  readonly github?: GitHubOptions;
  /** Laid over what every app has; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Runs instead of node, with node and Galley behind. */
  readonly wrapper?: readonly string[];
  /**
   * `embedded`: the database in the data folder, which takes seconds to start. `server`: one of the PostgreSQL server that
   * tests share; throws where there is none. Default: that where there is one, else `embedded`.
   */
  readonly store?: 'embedded' | 'server';
  /** Of several tests: whoever opens it closes it. Else it ends with the test that it was opened in. */
  readonly isKept?: boolean;
}

export interface Starting {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
  readonly wrapper?: readonly string[];
}

/** A GitHub with the app installed at olga's, a model, and a place for the app to run at. */
export interface AppScene {
  readonly github: GitHubDouble;
  readonly model: ModelServer;
  /** Of the app: `http://127.0.0.1:PORT`, the same each time it starts. */
  readonly url: string;
  /** Its data folder. */
  readonly data: string;
  /** Undefined: its database is in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly home: string;
  /** Starts it; of several at once only the first listens at `url` unless `env` says otherwise. */
  readonly start: (starting?: Starting) => AppProcess;
  /** The same, and waits until it answers. */
  readonly started: (starting?: Starting) => Promise<AppProcess>;
  /** Opens a pull request of alice's with the defect of the sample change, in a branch of its own. */
  readonly open: (branch?: string, files?: readonly CommittedFile[]) => Promise<PullRequest>;
  /** Pushes to the head of a pull request; gives the new head. */
  readonly push: (pull: PullRequest, text: string) => Promise<string>;
  /** Ends the app and all that belongs to it. */
  readonly close: () => Promise<void>;
  /** What stands on the pull request now. */
  readonly stand: (pull: PullRequest) => Stand;
  /** Waits until the newest head has its review, and nothing else is under way on it. */
  readonly reviewed: (pull: PullRequest, within?: number) => Promise<Stand>;
}

/** The file of the sample change with one more line, so that each push is another change. */
export function sumWith(text: string): CommittedFile {
  return { path: 'src/sum.dart', content: `${sumAfter}\n// ${text}\n` };
}

export async function openApp(options: AppOptions = {}): Promise<AppScene> {
  const home = temporaryFolder();
  const data = join(home, 'galley-data');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const databaseUrl = options.store === 'embedded' ? undefined : await sharedDatabase();
  if (options.store === 'server' && databaseUrl === undefined)
    throw new Error('there is no PostgreSQL server');
  if (databaseUrl === undefined) await placeStore(data);
  const url = `http://127.0.0.1:${await freePort()}`;
  const github = await startGitHub({
    limits: 'none',
    apps: [
      {
        id: appId,
        slug: 'galley',
        permissions: appRights,
        installations: [{ id: installation, account: 'olga' }],
      },
    ],
    webhooks: { url: `${url}/api/github/webhooks`, secret: webhookSecret },
    ...options.github,
  });
  const model = await startModelServer(options.script ?? { replies: [reports(defect), silent] });
  const processes: AppProcess[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(processes.map((one) => one.end('SIGKILL')));
    await Promise.all([github.close(), model.close()]);
  };
  if (options.isKept !== true) onTestFinished(close);
  await github.createRepository({
    owner: 'olga',
    name: 'proof',
    collaborators: { alice: 'write' },
    files: [{ path: 'src/sum.dart', content: sumBefore }],
  });
  const start: AppScene['start'] = ({ env, args, wrapper = options.wrapper } = {}) => {
    const started = startServe({
      home,
      url,
      env: {
        ...environmentOf({ github, model, url, data }),
        ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
        ...options.env,
        ...env,
      },
      ...(args && { args }),
      ...(wrapper && { wrapper }),
    });
    processes.push(started);
    return started;
  };
  let opened = 0;
  const stand = (pull: PullRequest): Stand => standOf(github, pull);
  return {
    github,
    model,
    url,
    data,
    databaseUrl,
    home,
    close,
    start,
    async started(starting) {
      const app = start(starting);
      await app.ready();
      return app;
    },
    async open(branch = `topic-${++opened}`, files = [sumWith(branch)]) {
      await github.inside.git.run('olga/proof', ['update-ref', `refs/heads/${branch}`, 'refs/heads/main']);
      await github.commit('olga', 'proof', { branch, files });
      return github.createPullRequest({ owner: 'olga', repo: 'proof', head: branch, author: 'alice' });
    },
    push: (pull, text) => github.commit('olga', 'proof', { branch: pull.head.ref, files: [sumWith(text)] }),
    stand,
    async reviewed(pull, within = 120_000) {
      const what = (): string =>
        [
          `no review of ${pull.head.sha}: ${JSON.stringify(stand(pull))}`,
          ...processes.map((one) => one.said()),
        ].join('\n');
      await eventually(() => stand(pull).isReviewed, { within, what });
      return stand(pull);
    },
  };
}

const sumBefore = sumAfter.replace(defect, '  for (final item in list) total += item;');

function environmentOf({
  github,
  model,
  url,
  data,
}: Pick<AppScene, 'github' | 'model' | 'url' | 'data'>): Record<string, string> {
  return {
    APP_ID: String(appId),
    PRIVATE_KEY: github.inside.apps.keyOf('galley'),
    WEBHOOK_SECRET: webhookSecret,
    GHE_HOST: new URL(github.url).host,
    GHE_PROTOCOL: 'http',
    PORT: new URL(url).port,
    GALLEY_DATA: data,
    GALLEY_SERVER: model.url,
    GALLEY_MODEL: 'qwen2.5-coder:1.5b',
    GALLEY_APP_API_TOKEN: apiToken,
  };
}

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGitHub, type GitHubDouble } from '../../test/doubles/github/start-github.ts';
import type { Script } from '../../test/doubles/model-server/script.ts';
import { startModelServer, type ModelServer } from '../../test/doubles/model-server/start-model-server.ts';
import { freePort } from '../../test/doubles/free-port.ts';
import { startServe, type AppProcess } from '../../test/e2e/app/app-process.ts';

export const secret = 'the-secret-of-the-webhooks-of-the-bench';
export const installation = 7;
const rights = { metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write' } as const;

export interface BenchApp {
  readonly github: GitHubDouble;
  readonly model: ModelServer;
  /** Where its HTTP server is. */
  readonly url: string;
  readonly webhookUrl: string;
  readonly data: string;
  /** `args`: of `galley serve`; `env` is laid over what every app has. */
  readonly start: (
    env?: Readonly<Record<string, string | undefined>>,
    args?: readonly string[],
  ) => AppProcess;
  readonly close: () => Promise<void>;
}

/** A GitHub and a model for `galley serve`, which is not started yet. */
export async function openBenchApp(galley: string, script: Script): Promise<BenchApp> {
  const home = mkdtempSync(join(tmpdir(), 'galley-bench-app-'));
  const data = join(home, 'data');
  mkdirSync(data, { mode: 0o700 });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const webhookUrl = `${url}/api/github/webhooks`;
  const github = await startGitHub({
    folder: join(home, 'forge'),
    limits: 'none',
    apps: [
      { id: 1, slug: 'galley', permissions: rights, installations: [{ id: installation, account: 'olga' }] },
    ],
  });
  const model = await startModelServer(script);
  const env = {
    APP_ID: '1',
    PRIVATE_KEY: github.inside.apps.keyOf('galley'),
    WEBHOOK_SECRET: secret,
    GHE_HOST: new URL(github.url).host,
    GHE_PROTOCOL: 'http',
    PORT: String(port),
    GALLEY_DATA: data,
    GALLEY_SERVER: model.url,
    GALLEY_MODEL: 'qwen2.5-coder:1.5b',
    GALLEY_APP_OPERATOR_TOKEN: operatorToken,
  };
  const started: AppProcess[] = [];
  return {
    github,
    model,
    url,
    webhookUrl,
    data,
    start(more = {}, args = []) {
      const app = startServe({ home, url, galley, args, env: { ...env, ...more } });
      started.push(app);
      return app;
    },
    async close() {
      await Promise.all(started.map((app) => app.end('SIGKILL')));
      await Promise.all([github.close(), model.close()]);
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

export const operatorToken = 'the-token-of-the-operator';

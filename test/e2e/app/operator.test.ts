import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { galleyAt } from '../galley-process.ts';
import { defect, reports, silent } from '../sample-change.ts';
import type { AppProcess } from './app-process.ts';
import { apiToken, appId, openApp, webhookSecret, type AppScene } from './app-scene.ts';
import { eventually } from './eventually.ts';

const operatorToken = 'a-token-of-the-operator';
const apiKey = 'a-key-of-the-model-server';
const endless = { kind: 'slow-headers', ms: 600_000 } as const;

let scene: AppScene;
let app: AppProcess;
/** What every git was started with: its arguments and its environment. */
let seen: string;
beforeAll(async () => {
  const replies = [{ when: '+// slow', text: '', fault: endless }, reports(defect), silent];
  scene = await openApp({ isKept: true, store: 'embedded', script: { replies } });
  seen = join(scene.home, 'seen');
  writeFileSync(seen, '');
  const PATH = `${witness(scene.home, seen)}${delimiter}${process.env['PATH']}`;
  app = await scene.started({
    env: {
      PATH,
      GALLEY_APP_OPERATOR_TOKEN: operatorToken,
      GALLEY_API_KEY: apiKey,
      GITHUB_TOKEN: 'ghp_of_a_shell',
    },
  });
});
afterAll(() => scene?.close());

/** A `git` that writes down what it was given, and then is git. */
function witness(home: string, file: string): string {
  const folder = join(home, 'bin');
  mkdirSync(folder);
  const script = `#!/bin/sh\n{ printf '%s\\n' "$@"; env; echo; } >> '${file}'\nPATH=\${PATH#*:}\nexec git "$@"\n`;
  writeFileSync(join(folder, 'git'), script);
  chmodSync(join(folder, 'git'), 0o755);
  return folder;
}

const readyz = async () =>
  (await (await fetch(`${scene.url}/readyz`)).json()) as {
    status: string;
    checks: Record<string, { state: string; detail: string; loaded?: boolean }>;
  };

describe('an operator', () => {
  it('sees a model that is there and not in memory, and is not alarmed', async () => {
    await eventually(async () => (await readyz()).status === 'ready', { what: app.said });
    const { checks } = await readyz();
    expect(checks['model']).toEqual({
      ...{ state: 'ok', loaded: false },
      detail: expect.stringContaining('not in memory') as string,
    });
    expect(scene.model.prompts).toEqual([]);
  });

  it('S6: gives secrets to the server alone: no child has them in its arguments or environment', async () => {
    await scene.reviewed(await scene.open());
    const told = readFileSync(seen, 'utf8');
    expect(told).toContain('GIT_CONFIG_VALUE_');
    const key = scene.github.inside.apps.keyOf('galley').split('\n')[1] ?? '';
    for (const secret of [webhookSecret, operatorToken, apiToken, apiKey, 'ghp_of_a_shell', key])
      expect(told).not.toContain(secret);
    expect(told).not.toMatch(/^(?:PRIVATE_KEY|WEBHOOK_SECRET|DATABASE_URL|GALLEY_\w+|GITHUB_TOKEN)=/m);
    // The token of the installation reaches git by its environment, for a fetch and for nothing else.
    const header = /^GIT_CONFIG_VALUE_\d+=Authorization/m;
    const runs = told.split('\n\n').filter((run) => header.test(run));
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs) expect(run).toMatch(/^(?:fetch|ls-remote)$/m);
    // Of the model server's key the reviews know all the same.
    const asked = scene.model.requests.filter(({ path }) => path === '/api/chat');
    expect(asked.map(({ headers }) => headers['authorization'])).toEqual(asked.map(() => `Bearer ${apiKey}`));
  });

  it('checks the configuration beside the running server', async () => {
    const { code, stdout } = await galleyAt(scene.home)(['serve', '--check'], {
      cwd: scene.home,
      env: {
        APP_ID: String(appId),
        PRIVATE_KEY: scene.github.inside.apps.keyOf('galley'),
        WEBHOOK_SECRET: webhookSecret,
        GHE_HOST: new URL(scene.github.url).host,
        GHE_PROTOCOL: 'http',
        GALLEY_DATA: scene.data,
        GALLEY_SERVER: scene.model.url,
        GALLEY_MODEL: 'qwen2.5-coder:1.5b',
        PORT: new URL(scene.url).port,
      },
    });
    expect(stdout).toMatch(/^warn +port +A Galley listens at /m);
    expect(stdout).toMatch(new RegExp(`^ok +database +a server runs here: process ${app.pid} on\\s`, 'm'));
    expect(stdout).toMatch(/^ok +github /m);
    expect(stdout).toMatch(/^ok +model /m);
    expect(code).toBe(0);
  });

  it('a command is acknowledged within three seconds, while a slow model holds every place of reviews', async () => {
    const busy = await scene.open('slow-one');
    await eventually(() => scene.model.prompts.some(({ text }) => text.includes('slow-one')));
    const waiting = await scene.open('slow-two');
    await scene.github.webhooks.settled();
    const name = { owner: 'olga', repo: 'proof', number: waiting.number };
    const { id } = scene.github.comment(name, 'olga', '/galley help');
    const said = Date.now();
    const { state } = scene.github;
    await eventually(() =>
      state.reactions.find(({ subject, content }) => subject === id && content === 'eyes'),
    );
    // What was promised: the one figure of time here.
    expect(Date.now() - said, app.said()).toBeLessThan(3_000);
    await eventually(() => state.issueComments.some(({ body }) => body.includes('`/galley review`')));
    // Nothing of it waited for the review, which still hangs.
    expect(scene.stand(busy).isReviewed).toBe(false);
    expect(scene.model.prompts.some(({ text }) => text.includes('slow-two'))).toBe(false);
  });

  it('no check stays under way at an old head when the app was killed and somebody pushed', async () => {
    const [busy] = scene.github.state.pulls.filter(({ head }) => head.ref === 'slow-one');
    const old = busy!.head.sha;
    const checks = () => scene.github.state.checkRuns.filter(({ headSha }) => headSha === old);
    expect(checks().map(({ status }) => status)).toEqual(['in_progress']);
    for (const pull of scene.github.state.pulls)
      if (pull.head.ref === 'slow-two') scene.github.closePull(pull);
    await app.end('SIGKILL');
    await scene.push(busy!, 'quick');
    app = await scene.started();
    await scene.reviewed(busy!);
    expect(checks(), app.said()).toMatchObject([
      { status: 'completed', conclusion: 'neutral', title: 'Superseded by a newer push.' },
    ]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAppForge, type AppForgeOptions } from '../../../src/github/app/create-app-forge.ts';
import { listInstallations } from '../../../src/github/app/list-installations.ts';
import type { AppForge } from '../../../src/review/jobs/app-ports.ts';
import { silentLog } from '../../../src/log.ts';
import { startReceiver, type Receiver } from '../doubles/hook-receiver.ts';
import { setScene, type Scene } from '../doubles/github-scene.ts';
import { failureOf, json, scriptedClient } from '../../unit/github/scripted-fetch.ts';

const registered = {
  id: 4711,
  slug: 'galley',
  permissions: { metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write' },
  installations: [{ id: 7, account: 'olga' }],
} as const;
const never = new AbortController().signal;
const repository = 'olga/proof';

let now: number;
let githubClock: () => number;
let scene: Scene;
let receiver: Receiver;
beforeEach(async () => {
  now = Date.now();
  receiver = await startReceiver();
  const webhooks = { url: receiver.url, secret: 'a secret of thirty-two characters', timeoutMs: 2000 };
  githubClock = Date.now;
  const clocks = { now: () => now, appClock: () => githubClock() };
  scene = await setScene(undefined, undefined, { apps: [registered], webhooks, ...clocks });
  await scene.github.webhooks.settled();
});
afterEach(async () => {
  await scene.github.close();
  await receiver.close();
});

function forge(options: Partial<AppForgeOptions> = {}) {
  const time = { now: () => now, sleep: async (ms: number) => void (now += ms) };
  const privateKey = scene.github.inside.apps.keyOf('galley');
  const common = { baseUrl: scene.github.url, userAgent: 'galley/test', log: silentLog, time };
  return createAppForge({ ...common, appId: registered.id, privateKey, ...options });
}

const asked = (path: RegExp): number => scene.github.requests.filter((one) => path.test(one.path)).length;

describe('an app', () => {
  it.each(['', '/api/v3'])(
    'knows itself, where it is installed and what is open there (%s)',
    async (base) => {
      const app = forge({ baseUrl: scene.github.url + base });
      expect([await app.login(never), await app.login(never)]).toEqual(['galley[bot]', 'galley[bot]']);
      expect(asked(/\/app$/)).toBe(1);
      expect(await app.installations(never)).toEqual([7]);
      expect(await app.repositories(7, never)).toEqual([repository]);
      const head = scene.pull.head.sha;
      const open = [{ number: 1, base: 'main', head }];
      expect(await app.openPulls(7, repository, never)).toEqual(open);
      expect(await app.openPulls(7, repository, never)).toEqual(open);
      expect(await app.tip(7, repository, 'main', never)).toBe(scene.pull.base.sha);
      scene.github.setDraft(scene.pull, true);
      expect(await app.openPulls(7, repository, never)).toEqual([]);
      expect(asked(/access_tokens$/)).toBe(1);
    },
  );

  it('leaves out installations that are suspended', async () => {
    const list = [{ id: 1, suspended_at: '2026-11-01T10:00:00Z' }, { id: 2, suspended_at: null }, { id: 3 }];
    expect(await listInstallations(scriptedClient([json(list)]).client, never)).toEqual([2, 3]);
  });

  it.each([
    ['ahead', 3600_000],
    ['behind', -3600_000],
  ])('is believed on a machine whose clock is an hour %s, wherever it is asked for', async (_, ms) => {
    now = Date.now() - ms;
    githubClock = () => now;
    const time = { now: () => Date.now(), sleep: async () => {} };
    const places: ((app: AppForge) => Promise<unknown>)[] = [
      (app) => app.installations(never),
      (app) => app.login(never),
      (app) => app.token(7, repository, never),
      (app) => app.repositories(7, never),
      (app) => app.redeliver(now - 3600_000, never),
    ];
    const refused = () => scene.github.requests.filter(({ status }) => status === 401).length;
    for (const [index, ask] of places.entries()) {
      const app = forge({ time });
      await ask(app);
      await ask(app);
      expect(refused()).toBe(index + 1);
    }
    const app = forge({ time });
    await app.installations(never);
    // Somebody sets it right: the difference is found anew.
    now = Date.now();
    expect(await app.installations(never)).toEqual([7]);
    expect(refused()).toBe(places.length + 2);
  });

  it('explains a key that is none, without a word of it', async () => {
    const error = await failureOf(forge({ privateKey: 'canary-key' }).login(never));
    expect(error.code).toBe('forge-unauthorised');
    expect(JSON.stringify([error.message, error.why, error.todo, String(error.cause)])).not.toContain(
      'canary',
    );
  });
});

describe('tokens', () => {
  const tokens = () => asked(/\/access_tokens$/);

  it('are for one repository, and kept until shortly before their end', async () => {
    const app = forge();
    const [first, second] = await Promise.all([
      app.token(7, repository, never),
      app.token(7, repository, never),
    ]);
    expect(second).toBe(first);
    expect(scene.github.tokens.get(first)?.scope).toEqual([repository]);
    now += 45 * 60_000;
    expect(await app.token(7, repository, never)).toBe(first);
    expect(tokens()).toBe(1);
    now += 10 * 60_000;
    expect(await app.token(7, repository, never)).not.toBe(first);
    expect(tokens()).toBe(2);
  });

  it('are kept as long where the clock of this machine is an hour ahead', async () => {
    const app = forge({ time: { now: () => now + 3600_000, sleep: async () => {} } });
    const first = await app.token(7, repository, never);
    now += 45 * 60_000;
    expect(await app.token(7, repository, never)).toBe(first);
    now += 10 * 60_000;
    expect(await app.token(7, repository, never)).not.toBe(first);
  });

  it('are asked for anew when one was refused', async () => {
    const app = forge();
    const first = await app.token(7, repository, never);
    app.dropToken(7, repository);
    expect(await app.token(7, repository, never)).not.toBe(first);
  });

  it.each([
    ['uninstalled', () => scene.github.uninstall(7)],
    ['suspended', () => scene.github.suspend(7)],
  ])('are nowhere when the app is %s', async (_, act) => {
    act();
    expect((await failureOf(forge().token(7, repository, never))).code).toBe('forge-not-found');
  });

  it('are nowhere for a repository that the app was not given', async () => {
    expect((await failureOf(forge().token(7, 'olga/secret', never))).code).toBe('forge-not-found');
  });
});

describe('failed deliveries (R7)', () => {
  it('are asked for again, each once, and not those that arrived', async () => {
    receiver.status = 503;
    await scene.push([{ path: 'a.ts', content: 'two\n' }]);
    await scene.push([{ path: 'a.ts', content: 'three\n' }]);
    await scene.github.webhooks.settled();
    receiver.status = 202;
    const app = forge();
    const failed = receiver.received.slice(-2).map(({ headers }) => headers['x-github-delivery']);
    expect(await app.redeliver(now - 3600_000, never)).toBe(2);
    await scene.github.webhooks.settled();
    expect(receiver.received.slice(-2).map(({ headers }) => headers['x-github-delivery'])).toEqual(failed);
    expect(await app.redeliver(now - 3600_000, never)).toBe(0);
  });

  it('are not asked for when they are old, nor for ever', async () => {
    receiver.status = 503;
    await scene.push([{ path: 'a.ts', content: 'two\n' }]);
    await scene.github.webhooks.settled();
    const app = forge();
    expect(await app.redeliver(now + 1, never)).toBe(0);
    const counts: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      counts.push(await app.redeliver(now - 3600_000, never));
      await scene.github.webhooks.settled();
    }
    expect(counts).toEqual([1, 1, 1, 0]);
  });
});

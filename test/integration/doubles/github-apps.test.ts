import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiCaller } from '../../doubles/github/call-api.ts';
import { signApp } from '../../doubles/github/sign-app.ts';
import { setScene } from './github-scene.ts';
import type { Scene } from './github-scene.ts';

const minute = 60_000;
const app = {
  id: 4711,
  slug: 'proofreader',
  permissions: { metadata: 'read', pull_requests: 'write', checks: 'write' },
  installations: [
    { id: 1, account: 'olga' },
    { id: 2, account: 'olga', repositories: ['proof'] },
  ],
} as const;

describe('apps', () => {
  let scene: Scene;
  let now = Date.parse('2026-11-01T10:00:00Z');
  beforeAll(async () => {
    scene = await setScene(undefined, undefined, { apps: [app], now: () => now });
  });
  afterAll(() => scene.github.close());

  const signed = () =>
    apiCaller(scene.github, signApp(scene.github.inside.apps.keyOf('proofreader'), app.id));
  const token = async (installation: number, body?: object) => {
    const answer = await signed()('POST', `/app/installations/${installation}/access_tokens`, body);
    expect(answer.status).toBe(201);
    return answer.body as { token: string; expires_at: string; repositories?: { id: number }[] };
  };

  it('name themselves by a signature alone', async () => {
    expect((await signed()('GET', '/app')).body).toMatchObject({ id: app.id, slug: 'proofreader' });
    expect((await scene.bot('GET', '/app')).status).toBe(401);
    const forged = apiCaller(scene.github, signApp(scene.github.inside.apps.keyOf('other'), app.id));
    expect((await forged('GET', '/app')).status).toBe(401);
  });

  it('find their installations', async () => {
    expect((await signed()('GET', '/app/installations')).body).toMatchObject([{ id: 1 }, { id: 2 }]);
    expect((await signed()('GET', '/app/installations/9')).status).toBe(404);
    expect((await signed()('GET', '/repos/olga/proof/installation')).body).toMatchObject({
      app_slug: 'proofreader',
    });
  });

  it('get tokens with which their bot acts, for an hour', async () => {
    const given = await token(1);
    expect(given.expires_at).toBe('2026-11-01T11:00:00Z');
    const call = apiCaller(scene.github, given.token);
    const comment = await call('POST', '/repos/olga/proof/issues/1/comments', { body: 'hello' });
    expect(comment.body).toMatchObject({ user: { login: 'proofreader[bot]', type: 'Bot' } });
    const run = await call('POST', '/repos/olga/proof/check-runs', {
      name: 'n',
      head_sha: scene.pull.head.sha,
    });
    expect(run.body).toMatchObject({ app: { slug: 'proofreader' } });
    expect((await call('PUT', '/repos/olga/proof/pulls/1/merge')).status).toBe(403);
    now += 60 * minute;
    expect((await call('GET', '/repos/olga/proof/pulls/1')).status).toBe(401);
  });

  it('get no more than they were granted, and less if they ask', async () => {
    const all = await signed()('POST', '/app/installations/1/access_tokens', {
      permissions: { contents: 'write' },
    });
    expect(all.status).toBe(422);
    const less = apiCaller(scene.github, (await token(1, { permissions: { checks: 'read' } })).token);
    expect((await less('POST', '/repos/olga/proof/issues/1/comments', { body: 'x' })).status).toBe(403);
  });

  it('reach the selected repositories, by the ids of this double, also those made later', async () => {
    await scene.github.createRepository({
      owner: 'olga',
      name: 'diary',
      files: [{ path: 'a', content: 'a\n' }],
    });
    const given = await token(2);
    expect(given.repositories?.map(({ id }) => id)).toEqual([scene.github.state.repositories[0]?.id]);
    const ref = { ref: 'refs/heads/x' };
    const call = apiCaller(scene.github, given.token);
    expect(
      (await call('POST', '/repos/olga/diary/check-runs', { name: 'n', head_sha: 'main', ...ref })).status,
    ).toBe(403);
    const everywhere = apiCaller(scene.github, (await token(1)).token);
    expect((await everywhere('GET', '/repos/olga/diary')).status).toBe(200);
  });

  it('say with a token which repositories it reaches', async () => {
    const call = apiCaller(scene.github, (await token(2)).token);
    expect((await call('GET', '/installation/repositories')).body).toMatchObject({
      total_count: 1,
      repository_selection: 'selected',
      repositories: [{ full_name: 'olga/proof' }],
    });
    expect((await scene.bot('GET', '/installation/repositories')).status).toBe(403);
  });

  it('lose what is taken from them', async () => {
    const call = apiCaller(scene.github, (await token(2)).token);
    scene.github.selectRepositories(2, { added: ['diary'], removed: ['proof'] });
    const comment = () => call('POST', '/repos/olga/proof/issues/1/comments', { body: 'x' });
    expect((await comment()).status).toBe(403);
    expect((await token(2)).repositories).toHaveLength(1);
  });

  it('can do nothing while they are suspended', async () => {
    const call = apiCaller(scene.github, (await token(1)).token);
    scene.github.suspend(1);
    expect((await call('GET', '/repos/olga/proof')).status).toBe(403);
    expect((await signed()('POST', '/app/installations/1/access_tokens')).status).toBe(403);
    expect((await signed()('GET', '/app/installations/1')).body).toMatchObject({
      suspended_by: { login: 'olga' },
    });
    scene.github.unsuspend(1);
    expect((await call('GET', '/repos/olga/proof')).status).toBe(200);
  });

  it('are gone when they were removed', async () => {
    const call = apiCaller(scene.github, (await token(1)).token);
    scene.github.uninstall(1);
    expect((await call('GET', '/repos/olga/proof')).status).toBe(401);
    expect((await signed()('POST', '/app/installations/1/access_tokens')).status).toBe(404);
    expect((await signed()('GET', '/app/installations')).body).toMatchObject([{ id: 2 }]);
  });
});

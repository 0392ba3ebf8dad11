import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiCaller } from '../../doubles/github/call-api.ts';
import { signApp } from '../../doubles/github/sign-app.ts';
import { startGitHub } from '../../doubles/github/start-github.ts';
import type { GitHubDouble } from '../../doubles/github/start-github.ts';

const manifest = {
  name: 'Galley of Olga',
  url: 'https://galley.example',
  hook_attributes: { url: 'https://galley.example/hook', active: true },
  redirect_url: 'http://127.0.0.1:9/made?from=forge',
  default_permissions: { metadata: 'read', pull_requests: 'write', issues: 'read', checks: 'write' },
  default_events: ['pull_request', 'issue_comment', 'check_run'],
};
const named = (name: string) => ({ ...manifest, name });

describe('apps from manifests', () => {
  let now = Date.parse('2026-11-01T10:00:00Z');
  let github: GitHubDouble;
  beforeAll(async () => void (github = await startGitHub({ now: () => now })));
  afterAll(() => github.close());

  const post = (path: string, fields: Record<string, string>) =>
    fetch(github.url + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const make = async (about: object, state = '', owner = '') =>
    new URL(
      (await post(`${owner}/settings/apps/manifest`, { manifest: JSON.stringify(about), state })).headers.get(
        'location',
      ) ?? 'about:blank',
    );
  const convert = (code: string | null) =>
    fetch(`${github.url}/api/v3/app-manifests/${code}/conversions`, { method: 'POST' });

  it('show what is asked for, and bring the state back with a code', async () => {
    const shown = await post('/settings/apps/new?state=a%26b', { manifest: JSON.stringify(manifest) });
    expect(shown.status).toBe(200);
    const text = await shown.text();
    expect(text).toContain('Create GitHub App for olga');
    expect(text).toContain('name="state" value="a&amp;b"');
    const target = await make(manifest, 'a&b');
    expect(target.href).toMatch(/^http:\/\/127\.0\.0\.1:9\/made\?from=forge&code=[0-9a-f]{40}&state=a%26b$/);
  });

  it('give their credentials once, and those work', async () => {
    const code = (await make(named('Once'), 's', '/organizations/acme')).searchParams.get('code');
    const answer = await convert(code);
    expect(answer.status).toBe(201);
    const app = (await answer.json()) as { id: number; slug: string; pem: string; webhook_secret: string };
    expect(app).toMatchObject({ slug: 'once', owner: { login: 'acme' }, events: manifest.default_events });
    expect(app.webhook_secret).toMatch(/^[0-9a-f]{40}$/);
    const call = apiCaller(github, signApp(app.pem, app.id));
    expect((await call('GET', '/app')).body).toMatchObject({ id: app.id, slug: 'once' });
    expect((await convert(code)).status).toBe(404);
    expect((await convert('0'.repeat(40))).status).toBe(404);
    expect(github.drift).toEqual([]);
  });

  it('give nothing after an hour', async () => {
    const code = (await make(named('Late'))).searchParams.get('code');
    now += 60 * 60 * 1000;
    expect((await convert(code)).status).toBe(404);
  });

  it.each([
    [
      'an event that no permission covers',
      { default_permissions: { metadata: 'read', checks: 'write', pull_requests: 'write' } },
      'Default events are not supported by permissions: issue_comment',
    ],
    ['a permission that does not exist', { default_permissions: { magic: 'write' } }, 'magic'],
    ['no way back', { redirect_url: 'galley' }, 'Redirect url'],
    ['a name that is too long', { name: 'n'.repeat(35) }, 'Name'],
  ])('are refused with %s', async (_, change, said) => {
    const fields = { manifest: JSON.stringify({ ...manifest, ...change }) };
    const shown = await post('/settings/apps/new', fields);
    expect([shown.status, await shown.text()]).toEqual([422, expect.stringContaining(said)]);
    expect((await post('/settings/apps/manifest', fields)).status).toBe(422);
  });

  it('do not take a name twice', async () => {
    await make(named('Twice'));
    const again = await post('/settings/apps/manifest', { manifest: JSON.stringify(named('twice')) });
    expect(again.status).toBe(422);
  });
});

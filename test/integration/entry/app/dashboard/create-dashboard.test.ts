import { describe, expect, it } from 'vitest';
import { GalleyError } from '../../../../../src/errors.ts';
import { recordsOf, sampleJob } from '../../../../unit/report/dashboard/sample-jobs.ts';
import { memorySessions, openDashboard, token, type OpenDashboard } from './open-dashboard.ts';

const base = 'http://127.0.0.1:3000';

interface Asked extends RequestInit {
  /** Address of the other end of the socket. */
  readonly from?: string;
  readonly host?: string;
}

async function ask({ app }: OpenDashboard, path: string, { from = '127.0.0.1', host, ...init }: Asked = {}) {
  const incoming = { socket: { remoteAddress: from, remotePort: 1, remoteFamily: 'IPv4' } };
  return app.request(`http://${host ?? '127.0.0.1:3000'}${path}`, init, { incoming });
}

async function post(dashboard: OpenDashboard, path: string, form: Record<string, string>, init: Asked = {}) {
  return ask(dashboard, path, { ...init, method: 'POST', body: new URLSearchParams(form) });
}

const setCookieOf = (answer: Response): string => answer.headers.get('set-cookie') ?? '';

/** Headers of somebody who has signed in, and the token of their forms. */
async function signIn(dashboard: OpenDashboard) {
  const answer = await post(dashboard, '/dashboard/sign-in', { token });
  expect(answer.status).toBe(303);
  const cookie = setCookieOf(answer).split(';')[0] ?? '';
  const html = await (await ask(dashboard, '/dashboard', { headers: { cookie } })).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
  return { headers: { cookie }, csrf };
}

const everyPage = [
  '/dashboard',
  '/dashboard/repositories',
  '/dashboard/pulls?repository=acme%2Fweb-shop',
  '/dashboard/jobs',
  `/dashboard/jobs/${sampleJob.id}`,
  `/dashboard/jobs/${sampleJob.id}/sent`,
  '/dashboard/dead',
];

describe('signing in', () => {
  it.each([...everyPage, '/dashboard/nowhere'])('is asked for by %s, and leads there', async (path) => {
    const answer = await ask(openDashboard(), path);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/dashboard/sign-in?next=${encodeURIComponent(path)}`);
    expect(await answer.text()).toBe('');
  });

  it('gives a cookie that no script and no other site gets, and that HTTPS keeps to itself', async () => {
    const dashboard = openDashboard();
    const plain = setCookieOf(await post(dashboard, '/dashboard/sign-in', { token }));
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/dashboard', 'Max-Age=43200'])
      expect(plain.split('; ')).toContain(part);
    expect(plain).not.toContain('Secure');
    expect(plain).not.toContain(token);
    const headers = { 'x-forwarded-proto': 'https' };
    const open = openDashboard({ isPublic: true });
    expect(setCookieOf(await post(open, '/dashboard/sign-in', { token }, { headers }))).toContain('; Secure');
  });

  it.each([
    ['/dashboard/jobs?state=dead', '/dashboard/jobs?state=dead'],
    ['/dashboard', '/dashboard'],
    ['', '/dashboard'],
    ['https://evil.invalid/dashboard', '/dashboard'],
    ['//evil.invalid/dashboard', '/dashboard'],
    ['/\\evil.invalid', '/dashboard'],
    ['/dashboard/../metrics', '/dashboard'],
    ['/dashboardish', '/dashboard'],
    ['javascript:alert(1)', '/dashboard'],
    ['/dashboard/sign-out', '/dashboard'],
  ])('asked to go to %s it goes to %s', async (next, to) => {
    const answer = await post(openDashboard(), '/dashboard/sign-in', { token, next });
    expect(answer.headers.get('location')).toBe(to);
  });

  it('refuses wrong tokens, soon tells them to wait, and never refuses the right one', async () => {
    const dashboard = openDashboard();
    const tries = Array.from({ length: 10 }, () => post(dashboard, '/dashboard/sign-in', { token: 'guess' }));
    for (const answer of await Promise.all(tries)) {
      expect(answer.status).toBe(403);
      expect(setCookieOf(answer)).toBe('');
      expect(await answer.text()).toContain('That is not the token.');
    }
    const slow = await post(dashboard, '/dashboard/sign-in', { token: 'guess' });
    expect([slow.status, slow.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await post(dashboard, '/dashboard/sign-in', { token })).status).toBe(303);
    expect(dashboard.warnings).toHaveLength(11);
  });

  it('is over after twelve hours, after signing out, and for every changed cookie', async () => {
    const dashboard = openDashboard();
    const { headers, csrf } = await signIn(dashboard);
    const isIn = async (cookie: string): Promise<boolean> =>
      (await ask(dashboard, '/dashboard/jobs', { headers: { cookie } })).status === 200;
    expect(await isIn(headers.cookie)).toBe(true);
    const [name, value = ''] = headers.cookie.split('=');
    const [id, until, signature = ''] = value.split('.');
    for (const forged of [
      `${id}.${Number(until) + 1}.${signature}`,
      `${id}.${until}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      `${id}.${until}.`,
      `${id}.${until}`,
      'x',
      '',
    ])
      expect(await isIn(`${name}=${forged}`)).toBe(false);
    // Another process with the same token knows it, one with another token does not.
    const statusAt = async (other: OpenDashboard) =>
      (await ask(other, '/dashboard/jobs', { headers })).status;
    expect(await statusAt(openDashboard())).toBe(200);
    expect(await statusAt(openDashboard({ operatorToken: `${token}-changed` }))).toBe(303);
    dashboard.pass(12 * 3_600_000 - 1);
    expect(await isIn(headers.cookie)).toBe(true);
    dashboard.pass(1);
    expect(await isIn(headers.cookie)).toBe(false);
    const again = await signIn(dashboard);
    expect((await post(dashboard, '/dashboard/sign-out', { csrf: again.csrf }, again)).status).toBe(303);
    expect(await isIn(again.headers.cookie)).toBe(false);
    expect(csrf).not.toBe(again.csrf);
  });

  it('is over at every process of the same store once somebody has signed out at one', async () => {
    const endedSessions = memorySessions();
    const [one, other] = [openDashboard({ endedSessions }), openDashboard({ endedSessions })];
    const [mine, another] = [await signIn(one), await signIn(one)];
    const statusAt = async (dashboard: OpenDashboard, { headers }: typeof mine) =>
      (await ask(dashboard, '/dashboard/jobs', { headers })).status;
    expect(await statusAt(other, mine)).toBe(200);
    expect((await post(one, '/dashboard/sign-out', { csrf: mine.csrf }, mine)).status).toBe(303);
    expect([await statusAt(one, mine), await statusAt(other, mine)]).toEqual([303, 303]);
    expect(await statusAt(other, another)).toBe(200);
  });

  it('says so where signing out cannot be kept, and asks nothing about a cookie that is not ours', async () => {
    const away = async (): Promise<never> => {
      throw new GalleyError('store-unavailable', { what: 'The database cannot be asked' });
    };
    let asked = 0;
    const isEnded = async (): Promise<boolean> => (asked += 1) < 0;
    const dashboard = openDashboard({ endedSessions: { end: away, isEnded } });
    const mine = await signIn(dashboard);
    expect((await post(dashboard, '/dashboard/sign-out', { csrf: mine.csrf }, mine)).status).toBe(503);
    const before = asked;
    const headers = { cookie: `${mine.headers.cookie}x` };
    expect((await ask(dashboard, '/dashboard', { headers })).status).toBe(303);
    expect(asked).toBe(before);
  });
});

describe('the pages', () => {
  it.each(everyPage)('%s is shown, kept by nobody, and may load nothing', async (path) => {
    const dashboard = openDashboard();
    const { headers } = await signIn(dashboard);
    const answer = await ask(dashboard, path, { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self'; form-action 'self'/,
    );
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|script|https?:/);
    expect(await answer.text()).not.toMatch(/<script| on\w+=| style=/);
  });

  it('say so where there is nothing', async () => {
    const dashboard = openDashboard();
    const { headers } = await signIn(dashboard);
    for (const path of ['/dashboard/nowhere', '/dashboard/jobs/none', '/dashboard/jobs/none/sent']) {
      const answer = await ask(dashboard, path, { headers });
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
    }
  });

  it('take any address without harm', async () => {
    const asked: unknown[] = [];
    const records = recordsOf([], {
      jobs: async (...given) => {
        asked.push(given);
        return { rows: [], total: 0 };
      },
    });
    const dashboard = openDashboard({ records });
    const { headers } = await signIn(dashboard);
    for (const query of [
      'offset=-1',
      'offset=1e3',
      'state=__proto__',
      'pull=%00',
      'offset=99999999',
      'pull=a/b%2312&state=dead',
    ])
      expect((await ask(dashboard, `/dashboard/jobs?${query}`, { headers })).status).toBe(200);
    const page = { offset: 0, limit: 50 };
    expect(asked).toEqual([
      [{}, page],
      [{}, page],
      [{}, page],
      [{}, page],
      [{}, page],
      [{ state: 'dead', pull: { repository: 'a/b', number: 12 } }, page],
    ]);
  });

  it('tell what failed, and no more than is known', async () => {
    const broken = (error: Error) =>
      openDashboard({
        records: recordsOf([], {
          overview: () => Promise.reject(error),
          jobs: async () => ({ rows: [], total: 0 }),
        }),
      });
    const known = broken(new GalleyError('store-unavailable', { what: 'The database cannot be asked' }));
    const first = await post(known, '/dashboard/sign-in', { token });
    const headers = { cookie: setCookieOf(first).split(';')[0] ?? '' };
    const down = await ask(known, '/dashboard', { headers });
    expect([down.status, down.headers.get('cache-control')]).toEqual([503, 'no-store']);
    expect(await down.text()).toContain('The database cannot be asked');
    const secret = broken(new Error('password=hunter2'));
    const cookie = setCookieOf(await post(secret, '/dashboard/sign-in', { token })).split(';')[0] ?? '';
    const failed = await ask(secret, '/dashboard', { headers: { cookie } });
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toContain('hunter2');
  });

  it('show what was sent, gone, and busy', async () => {
    const gone = openDashboard({ rebuildPrompts: async () => 'gone' });
    const path = `/dashboard/jobs/${sampleJob.id}/sent`;
    const { headers } = await signIn(gone);
    expect(await (await ask(gone, path, { headers })).text()).toContain('<h2>Gone</h2>');
    let release = (): void => {};
    const held = new Promise<'gone'>((resolve) => (release = () => resolve('gone')));
    const busy = openDashboard({ rebuildPrompts: () => held });
    const signed = await signIn(busy);
    const first = [ask(busy, path, signed), ask(busy, path, signed)];
    await new Promise((resolve) => setImmediate(resolve));
    expect((await ask(busy, path, signed)).status).toBe(503);
    release();
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe.each(['/dashboard/jobs/job-7/revive', '/dashboard/dead/revive'])(
  'running dead jobs again: %s',
  (path) => {
    it('is done by a form of ours', async () => {
      const dashboard = openDashboard();
      const { headers, csrf } = await signIn(dashboard);
      const answer = await post(dashboard, path, { csrf }, { headers });
      expect(answer.status).toBe(303);
      const isOne = path.includes('job-7');
      expect(dashboard.revived).toEqual([isOne ? 'job-7' : 'all']);
      const page = await ask(dashboard, answer.headers.get('location') ?? '', { headers });
      expect(await page.text()).toContain(isOne ? 'It runs again' : 'They run again');
      const none = await post(dashboard, '/dashboard/jobs/j/revive', { csrf }, { headers });
      expect(none.headers.get('location')).toBe('/dashboard/dead?done=not-dead');
    });

    it('is not done by anybody else', async () => {
      const dashboard = openDashboard();
      const { headers, csrf } = await signIn(dashboard);
      const other = await signIn(dashboard);
      const refused = [
        post(dashboard, path, {}, { headers }),
        post(dashboard, path, { csrf: 'x' }, { headers }),
        post(dashboard, path, { csrf: other.csrf }, { headers }),
        post(dashboard, path, { csrf }, { headers: { ...headers, 'sec-fetch-site': 'cross-site' } }),
        post(
          dashboard,
          path,
          { csrf },
          { headers: { ...headers, origin: 'https://evil.invalid', host: '127.0.0.1:3000' } },
        ),
      ];
      for (const answer of await Promise.all(refused)) expect(answer.status).toBe(403);
      expect((await post(dashboard, path, { csrf })).status).toBe(303);
      expect((await ask(dashboard, path, { headers })).status).toBe(404);
      const large = await post(dashboard, path, { csrf, more: 'x'.repeat(20_000) }, { headers });
      expect(large.status).toBe(413);
      expect(dashboard.revived).toEqual([]);
    });
  },
);

describe('a dashboard for this host alone', () => {
  it.each<[string, Asked]>([
    ['another host', { from: '192.0.2.7' }],
    ['nobody knows where', { from: '' }],
    ['a proxy on this host', { headers: { 'x-forwarded-for': '192.0.2.7' } }],
    ['a name that was made to lead here', { host: 'rebound.invalid:3000' }],
  ])('shows nothing to %s', async (_from, asked) => {
    const dashboard = openDashboard();
    for (const path of ['/dashboard', '/dashboard/sign-in', '/dashboard/icon.svg']) {
      const answer = await ask(dashboard, path, asked);
      expect([answer.status, await answer.text()]).toEqual([404, 'There is nothing here.\n']);
    }
    expect((await post(dashboard, '/dashboard/sign-in', { token }, asked)).status).toBe(404);
    const open = openDashboard({ isPublic: true });
    expect((await ask(open, '/dashboard/sign-in', asked)).status).toBe(200);
  });

  it.each(['127.0.0.1:3000', 'localhost:3000', '[::1]:3000', '127.8.8.8'])('is shown at %s', async (host) => {
    expect((await ask(openDashboard(), '/dashboard/sign-in', { host, from: '::1' })).status).toBe(200);
  });
});

it('leaves everything else to others', async () => {
  for (const path of ['/', '/metrics', '/dashboards', '/api/v1/jobs'])
    expect((await openDashboard().app.request(base + path)).status).toBe(404);
});

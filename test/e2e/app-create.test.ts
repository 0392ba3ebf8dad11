import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiCaller } from '../doubles/github/call-api.ts';
import { signApp } from '../doubles/github/sign-app.ts';
import { startGitHub, type GitHubDouble } from '../doubles/github/start-github.ts';
import { findChromium } from '../find-chromium.ts';
import { galleyAt, temporaryFolder, type Run } from './galley-process.ts';

const home = temporaryFolder();
const galley = galleyAt(home);
let github: GitHubDouble;
beforeAll(async () => void (github = await startGitHub()));
afterAll(() => github.close());

interface Started {
  readonly folder: string;
  /** Where the page is. */
  readonly page: string;
  readonly child: ChildProcess;
  readonly run: Promise<Run>;
}

let named = 0;

/** The command, once it has printed the address of its page. Each app has a name of its own, as on GitHub. */
async function create(args: readonly string[] = [], env: Record<string, string> = {}): Promise<Started> {
  const folder = mkdtempSync(join(home, 'at-'));
  let started: ChildProcess | undefined;
  let printed = '';
  let run: Promise<Run> | undefined;
  const page = await new Promise<string>((resolve, reject) => {
    run = galley(
      ['app', 'create', '--url', 'https://galley.example', '--name', `Galley ${++named}`, ...args],
      {
        cwd: folder,
        env: { GHE_HOST: new URL(github.url).host, GHE_PROTOCOL: 'http', ...env },
        onStart: (child) => {
          started = child;
          child.stdout?.on('data', (part: Buffer) => {
            printed += part.toString();
            const [address] = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}(?=\n)/.exec(printed) ?? [];
            if (address !== undefined) resolve(address);
          });
        },
      },
    );
    run.then(({ stderr }) => reject(new Error(stderr)), reject);
  });
  return { folder, page, child: started!, run: run! };
}

/** The fields of the form, and where it goes. */
async function readForm(page: string) {
  const answer = await fetch(page);
  const text = await answer.text();
  const [, action = ''] = /<form[^>]* action="([^"]+)"/.exec(text) ?? [];
  const [, manifest = ''] = /name="manifest" value="([^"]+)"/.exec(text) ?? [];
  return { answer, text, action, manifest: manifest.replaceAll('&quot;', '"').replaceAll('&amp;', '&') };
}

/** Presses both buttons, and says where the browser is sent. */
async function press({ action, manifest }: { action: string; manifest: string }): Promise<string> {
  const target = new URL(action);
  const shown = await fetch(target, { method: 'POST', body: new URLSearchParams({ manifest }) });
  expect(shown.status).toBe(200);
  const made = await fetch(target.href.replace(/new\?.*$/, 'manifest'), {
    method: 'POST',
    body: new URLSearchParams({ manifest, state: target.searchParams.get('state') ?? '' }),
    redirect: 'manual',
  });
  return made.headers.get('location') ?? '';
}

function variablesIn(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8').split('\n');
  const pairs = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/=(.*)/s));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
}

describe('galley app create', () => {
  test('makes an app with one click, and its credentials start the server', async () => {
    const { folder, page, run } = await create(['--organization', 'acme']);
    const form = await readForm(page);
    expect(form.answer.headers.get('content-security-policy')).toContain(`form-action ${github.url};`);
    expect(form.answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(form.action).toMatch(`${github.url}/organizations/acme/settings/apps/new?state=`);
    const last = await fetch(await press(form));
    const text = await last.text();
    expect(last.status).toBe(200);
    const { code, stdout, stderr } = await run;
    expect([code, stderr]).toEqual([0, '']);

    const file = join(folder, 'galley.env');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['galley.env']);
    const variables = variablesIn(file);
    expect(Object.keys(variables)).toEqual([
      'APP_ID',
      'PRIVATE_KEY',
      'WEBHOOK_SECRET',
      'GHE_HOST',
      'GHE_PROTOCOL',
    ]);
    const pem = Buffer.from(variables['PRIVATE_KEY'] ?? '', 'base64').toString();
    const slug = github.state.conversions.at(-1)?.app ?? '';
    const call = apiCaller(github, signApp(pem, Number(variables['APP_ID'])));
    expect((await call('GET', '/app')).body).toMatchObject({ slug });
    expect(stdout).toContain(`${github.url}/apps/${slug}/installations/new`);
    expect(text).toContain(`${github.url}/apps/${slug}/installations/new`);

    // What the server says of its settings; there is no model here.
    const checked = await galley(['serve', '--check'], {
      cwd: folder,
      env: { ...variables, GALLEY_DATA: folder },
    });
    expect(checked.stdout).toMatch(/^ok +config/m);
    expect(checked.stdout).toMatch(/^ok +github/m);

    const secrets = [
      pem,
      variables['PRIVATE_KEY'],
      variables['WEBHOOK_SECRET'],
      'client_secret',
      'PRIVATE KEY',
    ];
    for (const secret of secrets) expect(stdout + text).not.toContain(secret);
  });

  test('the file is read alike by a shell and by Node', async () => {
    const { folder, page, run } = await create(['--output', 'the app.env']);
    await fetch(await press(await readForm(page)));
    const { stdout } = await run;
    const file = join(folder, 'the app.env');
    expect(stdout).toContain(`. '${file}'; set +a`);
    const { execFileSync } = await import('node:child_process');
    const shell = execFileSync('sh', [
      '-c',
      'set -a; . "$1"; printf %s "$APP_ID $PRIVATE_KEY $WEBHOOK_SECRET"',
      '-',
      file,
    ]);
    const { APP_ID, PRIVATE_KEY, WEBHOOK_SECRET } = variablesIn(file);
    expect(shell.toString()).toBe([APP_ID, PRIVATE_KEY, WEBHOOK_SECRET].join(' '));
  });

  test('takes no code that did not begin with its page', async () => {
    const { folder, page, child, run } = await create();
    const form = await readForm(page);
    const back = new URL(await press(form));
    for (const change of [{ state: 'x' }, { state: '' }, { code: '../../user' }, { code: '' }]) {
      const forged = new URL(back);
      for (const [name, value] of Object.entries(change)) forged.searchParams.set(name, value);
      expect((await fetch(forged)).status).toBe(403);
    }
    const elsewhere = new URL(back);
    elsewhere.pathname = `/${'A'.repeat(32)}/made`;
    expect((await fetch(elsewhere)).status).toBe(404);
    expect((await fetch(new URL('/', page))).status).toBe(404);
    expect((await fetch(new URL(`/${'A'.repeat(32)}`, page))).status).toBe(404);
    expect(await statusAs(page, 'evil.example')).toBe(404);
    expect(github.state.conversions.at(-1)?.isUsed).toBe(false);
    child.kill('SIGINT');
    expect((await run).code).toBe(3);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('says so when the code is worth nothing, and leaves nothing', async () => {
    const { folder, page, run } = await create();
    const back = await press(await readForm(page));
    const { searchParams } = new URL(back);
    await fetch(`${github.url}/app-manifests/${searchParams.get('code')}/conversions`, { method: 'POST' });
    const last = await (await fetch(back)).text();
    const { code, stderr } = await run;
    expect(code).toBe(2);
    for (const said of [last, stderr]) expect(said).toContain('The credentials of the new app did not come');
    expect(last + stderr).not.toContain(searchParams.get('code'));
    expect(readdirSync(folder)).toEqual([]);
  });

  test('writes over nothing that is there, even when it comes meanwhile', async () => {
    const { folder, page, run } = await create();
    const file = join(folder, 'galley.env');
    const back = await press(await readForm(page));
    writeFileSync(file, 'mine\n');
    await fetch(back);
    const { code, stderr } = await run;
    expect([code, readFileSync(file, 'utf8')]).toEqual([2, 'mine\n']);
    // Nothing that GitHub shows once is lost.
    const [, draft = ''] = /lie in (\S+)/.exec(stderr) ?? [];
    expect(variablesIn(draft)['WEBHOOK_SECRET']).toMatch(/^[0-9a-f]{40}$/);
    expect(statSync(draft).mode & 0o777).toBe(0o600);

    const at = { cwd: folder };
    const refused = await galley(['app', 'create', '--url', 'https://galley.example'], at);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('is there already')]);
    const forced = await create(['--force', '--output', file]);
    await fetch(await press(await readForm(forced.page)));
    expect((await forced.run).code).toBe(0);
    expect(variablesIn(file)['APP_ID']).toMatch(/^\d+$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('waits no longer than it was told to', async () => {
    const { folder, page, run } = await create(['--wait', '1s']);
    const { code, stderr } = await run;
    expect([code, stderr]).toEqual([3, expect.stringContaining('Nobody made the app in time')]);
    await expect(fetch(page)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    [['--url', 'example.org']],
    [['--port', '70000']],
    [['--wait', '2 days']],
    [['--output', 'no/such/folder/file']],
  ])('refuses %j before anything is shown', async (args) => {
    const { code, stdout } = await galley(['app', 'create', '--url', 'https://galley.example', ...args], {
      cwd: home,
    });
    expect([code, stdout]).toEqual([2, '']);
    expect(existsSync(join(home, 'galley.env'))).toBe(false);
  });

  test('in a browser without scripts: two buttons, and no word of it elsewhere', async (ctx) => {
    const executablePath = findChromium();
    if (executablePath === undefined) return ctx.skip('no chromium');
    const { folder, page: address, run } = await create();
    const browser = await chromium.launch({ executablePath, args: ['--disable-gpu'] });
    try {
      const window = await browser.newContext({ javaScriptEnabled: false, colorScheme: 'dark' });
      const seen: string[] = [];
      const page = await window.newPage();
      page.on('console', (message) => seen.push(message.text()));
      page.on('request', (request) => seen.push(new URL(request.url()).host));
      await page.goto(address);
      await page.getByRole('button', { name: 'Create it at' }).click();
      await page.getByRole('button', { name: 'Create GitHub App for olga' }).click();
      await page.getByRole('status').waitFor();
      expect(await page.getByRole('link').getAttribute('href')).toMatch(
        /\/apps\/galley-\d+\/installations\/new$/,
      );
      expect(new Set(seen)).toEqual(new Set([new URL(address).host, new URL(github.url).host]));
      // The key in the path is for nobody else.
      const key = new URL(address).pathname.slice(1);
      expect(github.requests.map(({ headers }) => headers['referer'] ?? '').join()).not.toContain(key);
    } finally {
      await browser.close();
    }
    expect((await run).code).toBe(0);
    expect(readdirSync(folder)).toEqual(['galley.env']);
  });
});

/** As a browser asks whose page says that its name leads here; `fetch` does not let anybody say so. */
async function statusAs(page: string, host: string): Promise<number | undefined> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(page, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on('error', reject);
  });
}

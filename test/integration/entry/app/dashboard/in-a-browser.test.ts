import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from '../../../../find-chromium.ts';
import { attacks } from '../../../../unit/report/html/hostile-review.ts';
import {
  jobIn,
  recordsOf,
  sampleJob,
  sampleJobs,
  sampleRecord,
} from '../../../../unit/report/dashboard/sample-jobs.ts';
import { openDashboard, token, type OpenDashboard } from './open-dashboard.ts';

const executablePath = findChromium();
let browser: Browser | undefined;
const servers: Server[] = [];
beforeAll(async () => {
  if (executablePath) browser = await chromium.launch({ executablePath, args: ['--disable-gpu'] });
});
afterAll(async () => {
  await browser?.close();
  for (const server of servers) server.close().closeAllConnections();
});
beforeEach((ctx) => {
  if (executablePath === undefined) ctx.skip('no chromium');
});

/** Every text is an attack. */
const hostile = attacks.map((text, index) => ({
  ...jobIn(index % 2 === 0 ? 'dead' : 'again', index),
  problem: { code: 'model-timeout', what: text },
  record: {
    ...sampleRecord,
    model: text,
    files: [{ path: text, state: 'not-reviewed', reason: text }],
  },
}));

const pages = {
  overview: '/dashboard',
  repositories: '/dashboard/repositories',
  pulls: '/dashboard/pulls?repository=acme%2Fweb-shop',
  jobs: '/dashboard/jobs',
  job: `/dashboard/jobs/${sampleJob.id}`,
  sent: `/dashboard/jobs/${sampleJob.id}/sent`,
  dead: '/dashboard/dead',
};

async function serve({ app }: OpenDashboard): Promise<string> {
  const listen = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => void listen(request, response));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Opens the dashboard and notes every request to elsewhere, and everything a console would show. */
async function open(dashboard: OpenDashboard, options: BrowserContextOptions = {}) {
  const url = await serve(dashboard);
  const window = await browser!.newContext(options);
  const page = await window.newPage();
  const seen: string[] = [];
  window.on('request', (request) => {
    if (!request.url().startsWith(`${url}/dashboard`)) seen.push(request.url());
  });
  page.on('console', (message) => seen.push(message.text()));
  page.on('pageerror', (error) => seen.push(error.message));
  page.on('dialog', (dialog) => {
    seen.push(dialog.message());
    void dialog.dismiss();
  });
  return { page, url, seen, close: () => window.close() };
}

async function signIn(page: Page, url: string, path = '/dashboard'): Promise<void> {
  await page.goto(url + path);
  await page.fill('#token', token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(url + path);
}

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('%s', (_name, javaScriptEnabled) => {
  it('an operator signs in, runs a dead job again, and signs out', async () => {
    const dashboard = openDashboard();
    const { page, url, seen, close } = await open(dashboard, { javaScriptEnabled });
    await page.goto(`${url}/dashboard/dead`);
    await page.fill('#token', 'guess');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').textContent()).toBe('That is not the token.');
    // Chromium itself tells of an answer that is no success.
    expect(seen.splice(0).every((text) => text.includes('403'))).toBe(true);
    await page.fill('#token', token);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${url}/dashboard/dead`);
    await page.getByRole('button', { name: 'Run again' }).first().click();
    expect(await page.getByRole('status').textContent()).toContain('It runs again');
    expect(dashboard.revived).toHaveLength(1);
    await page.getByRole('button', { name: 'Run all 2 again' }).click();
    expect(await page.getByRole('status').textContent()).toContain('They run again');
    expect(dashboard.revived.slice(1)).toEqual(['all']);
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await page.getByRole('link', { name: 'Older →' }).click();
    expect(await page.locator('.pager span').textContent()).toBe('51 to 100 of 131');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto(`${url}/dashboard/jobs`);
    expect(await page.locator('#token').count()).toBe(1);
    expect(seen).toEqual([]);
    await close();
  });

  it('hostile texts run nothing, load nothing and lead nowhere', async () => {
    const { page, url, seen, close } = await open(openDashboard({ records: recordsOf(hostile) }), {
      javaScriptEnabled,
    });
    await signIn(page, url);
    for (const path of [
      '/dashboard/jobs',
      '/dashboard/dead',
      ...hostile.map(({ id }) => `/dashboard/jobs/${id}`),
    ]) {
      // The page of a job that goes on loads itself anew, which would stop a slow way to the next one.
      await page.goto('about:blank');
      await page.goto(url + path);
      expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
      expect(await page.locator('script, img, iframe, object, base').count()).toBe(0);
    }
    expect(seen).toEqual([]);
    await close();
  });
});

it.each([
  ['light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
  ['phone', { colorScheme: 'light', viewport: { width: 320, height: 700 } }],
] as const)('nothing is wider than the window, and nothing is asked for: %s', async (name, options) => {
  const wordy = { ...jobIn('dead', 9), problem: { code: 'internal', what: 'It failed again. '.repeat(30) } };
  const dashboard = openDashboard({ records: recordsOf([...sampleJobs, wordy]) });
  const { page, url, seen, close } = await open(dashboard, options);
  const colours = new Set<unknown>();
  await page.goto(`${url}/dashboard`);
  await look(page, `sign-in-${name}`);
  await signIn(page, url);
  for (const [title, path] of Object.entries(pages)) {
    await page.goto(url + path);
    expect(await page.evaluate('document.documentElement.scrollWidth'), title).toBeLessThanOrEqual(
      options.viewport.width,
    );
    // A label on two lines makes its button taller than the others.
    const heights = await page.locator('main button').evaluateAll(heightsOf);
    expect(Math.max(0, ...heights), title).toBeLessThan(45);
    colours.add(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
    await look(page, `${title}-${name}`);
  }
  expect([...colours]).toEqual([name === 'dark' ? 'rgb(19, 22, 27)' : 'rgb(245, 246, 248)']);
  expect(seen).toEqual([]);
  await close();
});

it('the policy of the pages stops markup, had any come through', async () => {
  const { page, url, seen, close } = await open(openDashboard());
  await page.route('**/dashboard/jobs', async (route) => {
    const answer = await route.fetch();
    const attack =
      '<script>globalThis.pwned=1</script><img src="http://attacker.invalid/x" onerror="globalThis.pwned=1"><p style="color:red">';
    await route.fulfill({ response: answer, body: (await answer.text()).replace('<main', `${attack}<main`) });
  });
  await signIn(page, url);
  await page.goto(`${url}/dashboard/jobs`);
  expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
  expect(seen.filter((text) => text.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(3);
  await close();
});

function heightsOf(buttons: readonly { readonly offsetHeight?: number }[]): number[] {
  return buttons.map(({ offsetHeight = 0 }) => offsetHeight);
}

/** For people who look at the pages: GALLEY_SCREENSHOTS=FOLDER. */
async function look(page: Page, name: string): Promise<void> {
  const target = process.env['GALLEY_SCREENSHOTS'];
  if (target) await page.screenshot({ path: join(target, `dashboard-${name}.png`), fullPage: true });
}

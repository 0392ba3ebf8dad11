import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html/render-html.ts';
import type { Review } from '../../src/review/review.ts';
import { startModelServer, type ModelServer } from '../doubles/model-server/start-model-server.ts';
import { findChromium } from '../find-chromium.ts';
import { hostileReview } from '../unit/report/html/hostile-review.ts';
import { richReview } from '../unit/report/html/rich-review.ts';
import { context } from '../unit/report/sample-review.ts';
import { galleyAt, temporaryFolder } from './galley-process.ts';
import { defect, reports, silent, stagedRepository } from './sample-change.ts';

/** One browser for all tests; each has windows of its own. */
const executablePath = findChromium();
const folder = temporaryFolder();
let browser: Browser | undefined;
beforeAll(async () => {
  if (executablePath) browser = await chromium.launch({ executablePath, args: ['--disable-gpu'] });
});
afterAll(() => browser?.close());
beforeEach((ctx) => {
  if (executablePath === undefined) ctx.skip('no chromium');
});

const rich = save('rich', renderHtml(richReview(), context));
const hostile = save('hostile', renderHtml(hostileReview(), context));

describe('the page of the command', () => {
  let server: ModelServer;
  beforeAll(async () => {
    server = await startModelServer({ replies: [reports(defect), silent] });
  });
  afterAll(() => server.close());

  it('shows the finding beside its code, and saves the JSON that the command prints', async () => {
    const { root } = stagedRepository();
    const galley = galleyAt(temporaryFolder());
    const file = join(folder, 'report.html');
    const args = ['review', '--server', server.url, '--format', `html=${file}`, '--format', 'json'];
    const run = await galley(args, { cwd: root });
    expect(run.code).toBe(1);
    const { page, seen } = await open(file);
    expect(await page.locator('article mark').textContent()).toContain(`›3 +${defect}`);
    expect(await page.locator('article .code').textContent()).toContain('−  for (final item in list)');
    expect(JSON.parse(await saved(page))).toEqual(JSON.parse(run.stdout));
    expect(seen()).toEqual(silence);
    await page.context().close();
  });
});

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('%s', (_name, javaScriptEnabled) => {
  it.each([
    ['ordinary', rich],
    ['hostile', hostile],
  ])('%s texts ask for nothing and run nothing', async (_texts, file) => {
    const { page, seen } = await open(file, { javaScriptEnabled });
    expect(await page.locator('article').count()).toBeGreaterThan(5);
    expect(await page.locator('img, iframe, svg, form, link, base, object').count()).toBe(0);
    expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
    expect(await page.locator('script').count()).toBe(2);
    expect(seen()).toEqual(silence);
    await page.context().close();
  });

  it('boxes hide findings by severity and by origin', async () => {
    const { page } = await open(rich, { javaScriptEnabled });
    await page.locator('summary', { hasText: 'more finding' }).click();
    const titles = (): Promise<string[]> => page.locator('article:visible h3').allTextContents();
    expect(await titles()).toHaveLength(6);
    await page.uncheck('#show-s-error');
    expect((await titles()).filter((title) => title.startsWith('Error'))).toEqual([]);
    expect(await titles()).toHaveLength(4);
    await page.uncheck('#show-o-model');
    expect(await titles()).toEqual([
      'InfoThe page describes an option that is gone',
      'InfoNo test takes this branch',
    ]);
    await page.check('#show-s-error');
    expect(await titles()).toHaveLength(4);
    await page.context().close();
  });

  it('the JSON can be saved', async () => {
    const { page } = await open(hostile, { javaScriptEnabled });
    const { findings } = JSON.parse(await saved(page)) as { findings: { title: string }[] };
    expect(findings).toHaveLength(hostileReview().findings.length);
    await page.context().close();
  });

  it('folded findings open, and a permalink leads to its finding', async () => {
    const { page } = await open(rich, { javaScriptEnabled });
    const folded = page.locator('details.folded article');
    expect(await folded.isVisible()).toBe(false);
    await page.locator('details.folded > summary').click();
    expect(await folded.isVisible()).toBe(true);
    await folded.locator('a.link').click();
    expect(page.url()).toMatch(/#f-f{16}$/);
    expect(await page.locator('article:target h3').textContent()).toContain('No test takes this branch');
    await page.context().close();
  });
});

describe('the keys', () => {
  it('j and n go on, k and p go back, over what the filters leave', async () => {
    const { page, seen } = await open(rich);
    const current = async (): Promise<string> =>
      (await page.locator('article:target').getAttribute('id')) ?? '';
    const status = (): Promise<string | null> => page.locator('.keys output').textContent();
    const walked: string[] = [];
    for (const key of ['j', 'n', 'j', 'k', 'p', 'p']) {
      await page.keyboard.press(key);
      walked.push((await current()).charAt(2));
    }
    expect(walked.join('')).toBe('abcbaa');
    expect(await status()).toBe('1 of 5');
    await page.uncheck('#show-s-error');
    expect(await status()).toBe('3 shown');
    await page.keyboard.press('j');
    expect(await current()).toMatch(/^f-c/);
    expect(await page.locator('article:focus').getAttribute('id')).toBe(await current());
    await page.getByRole('button', { name: 'Next' }).click();
    expect(await current()).toMatch(/^f-d/);
    await page.keyboard.press('Control+j');
    expect(await current()).toMatch(/^f-d/);
    expect(seen()).toEqual(silence);
    await page.context().close();
  });

  it('a click on a permalink copies it', async () => {
    const { page } = await open(rich, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator('a.link').first().click();
    await page.locator('.keys output', { hasText: 'link copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(page.url());
    await page.context().close();
  });
});

it('the policy of the page stops markup, had any come through', async () => {
  const broken = readFileSync(rich, 'utf8').replace(
    '<main',
    '<img src="http://attacker.invalid/x" onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script><main style="color:red"',
  );
  const { page, seen } = await open(save('broken', broken));
  expect(await page.evaluate('globalThis.pwned')).toBeUndefined();
  expect(seen().errors.length).toBeGreaterThanOrEqual(3);
  await page.context().close();
});

it.each([
  ['light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
  ['phone', { colorScheme: 'light', viewport: { width: 390, height: 844 } }],
] as const)('nothing is wider than the window: %s', async (name, options) => {
  for (const file of [rich, hostile]) {
    const { page } = await open(file, options);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(options.viewport.width);
    // Cards stand below each other, whatever marks pile up in them.
    expect(await page.evaluate(overlapping)).toEqual([]);
    await screenshot(page, `${file === rich ? 'rich' : 'hostile'}-${name}`);
    await page.context().close();
  }
});

it('on paper it is light, has every finding, and no controls', async () => {
  const { page } = await open(rich, { colorScheme: 'dark', viewport: { width: 794, height: 1123 } });
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.bar').isVisible()).toBe(false);
  expect(await page.locator('article:visible').count()).toBe(6);
  const colour = await page.evaluate("getComputedStyle(document.querySelector('article')).backgroundColor");
  expect(colour).toBe('rgb(255, 255, 255)');
  await screenshot(page, 'rich-print');
  await page.context().close();
});

it('ten thousand findings can be opened and walked through', async () => {
  const { page, seen } = await open(save('huge', renderHtml(huge(10_000), context)));
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  expect(await page.locator('.keys output').textContent()).toBe('2 of 10000');
  await page.uncheck('#show-s-error');
  expect(await page.locator('.keys output').textContent()).toMatch(/^6\d{3} shown$/);
  expect(seen()).toEqual(silence);
  await page.context().close();
});

const silence = { requests: [], errors: [] };

/** Opens a file and notes every request but the one for the file, and everything a console would show. */
async function open(
  file: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; seen: () => { requests: string[]; errors: string[] } }> {
  const window = await browser!.newContext(options);
  const page = await window.newPage();
  const url = pathToFileURL(file).href;
  const requests: string[] = [];
  const errors: string[] = [];
  window.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  page.on('console', (message) => errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('dialog', (dialog) => {
    errors.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, seen: () => ({ requests, errors }) };
}

/** What the link of the footer saves. */
async function saved(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('footer a').click()]);
  const bytes = readFileSync(await download.path());
  const isPacked = download.suggestedFilename().endsWith('.gz');
  return (isPacked ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Ids of cards that begin before the one above has ended, or draw outside of their box. */
const overlapping = `[...document.querySelectorAll('article')]
  .filter((card) => card.checkVisibility())
  .filter((card, index, all) => {
    const above = all[index - 1];
    const bottom = above ? above.getBoundingClientRect().bottom : 0;
    return card.getBoundingClientRect().top < bottom || !getComputedStyle(card).contain.includes('paint');
  })
  .map((card) => card.id)`;

/** For people who look at the page: GALLEY_SCREENSHOTS=FOLDER. */
async function screenshot(page: Page, name: string): Promise<void> {
  const target = process.env['GALLEY_SCREENSHOTS'];
  if (target) await page.screenshot({ path: join(target, `${name}.png`), fullPage: true });
}

function save(name: string, html: string): string {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, html);
  return file;
}

function huge(n: number): Review {
  const { findings, excerpts, ...rest } = richReview();
  const indices = Array.from({ length: n }, (_, index) => index);
  return {
    ...rest,
    shown: n,
    findings: indices.map((index) => ({
      ...findings[index % findings.length]!,
      fingerprint: index.toString(16),
    })),
    excerpts: indices.map((index) => excerpts[index % excerpts.length]!),
  };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addedFile } from '../../ports/review-ports.ts';
import { defect } from '../sample-change.ts';
import { idle, readMetrics } from './app-metrics.ts';
import { apiToken, openApp, type AppScene } from './app-scene.ts';

const operatorToken = 'a-token-of-the-operator';

let scene: AppScene;
let cookie: string;
beforeAll(async () => {
  scene = await openApp({
    isKept: true,
    env: { GALLEY_APP_OPERATOR_TOKEN: operatorToken, GALLEY_APP_API_TOKEN: apiToken },
  });
  await scene.started();
  await scene.reviewed(await scene.open());
  await idle(scene);
  const body = new URLSearchParams({ token: operatorToken });
  const answer = await fetch(`${scene.url}/dashboard/sign-in`, { method: 'POST', body, redirect: 'manual' });
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(() => scene?.close());

const show = async (path: string): Promise<string> =>
  (await fetch(scene.url + path, { headers: { cookie }, redirect: 'manual' })).text();
const authorization = `Bearer ${apiToken}`;
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

interface Row {
  readonly id: string;
  readonly state: string;
  readonly errand: { readonly kind: string };
}

async function readJobs(): Promise<readonly Row[]> {
  const answer = await fetch(`${scene.url}/api/v1/jobs`, { headers: { authorization } });
  return ((await answer.json()) as { rows: Row[] }).rows;
}

const reviewJob = async (): Promise<Row> =>
  (await readJobs()).find(({ state, errand }) => state === 'posted' && errand.kind === 'review')!;

describe('the pages of a running app', () => {
  it('show nothing to whoever has not signed in', async () => {
    for (const path of ['/dashboard', '/dashboard/jobs', '/dashboard/dead']) {
      const answer = await fetch(scene.url + path, { redirect: 'manual' });
      expect([path, answer.status, await answer.text()]).toEqual([path, 303, '']);
    }
  });

  it('show what was reviewed, its account, and what the model was really shown', async () => {
    const { id } = await reviewJob();
    expect(await show('/dashboard')).toContain('<h1');
    expect(await show('/dashboard/repositories')).toContain('olga/proof');
    expect(await show('/dashboard/jobs')).toContain(`/dashboard/jobs/${id}`);
    const job = await show(`/dashboard/jobs/${id}`);
    expect(job).toContain('src/sum.dart');
    expect(job).toContain('pull_request.opened');
    const html = await show(`/dashboard/jobs/${id}/sent`);
    const texts = [...html.matchAll(/<pre[^>]*><code>(.*?)<\/code><\/pre>/gs)].map(([, text = '']) =>
      plain(text),
    );
    expect(texts.some((text) => text.includes(defect))).toBe(true);
    for (const text of texts)
      expect(
        scene.model.prompts.some((prompt) => prompt.text.includes(text)),
        text,
      ).toBe(true);
  });

  it('answer as the published description says', async () => {
    const published = JSON.parse(readFileSync('galley.openapi.json', 'utf8')) as object;
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    ajv.addSchema({ $id: 'openapi', ...published });
    const { id } = await reviewJob();
    for (const [path, schema] of [
      ['overview', 'Overview'],
      ['repositories', 'RepositoryPage'],
      ['pulls?repository=olga%2Fproof', 'PullPage'],
      ['jobs', 'JobPage'],
      [`jobs/${id}`, 'JobDetail'],
      ['trends?days=7', 'Trends'],
    ] as const) {
      const answer = await fetch(`${scene.url}/api/v1/${path}`, { headers: { authorization } });
      expect([path, answer.status]).toEqual([path, 200]);
      const validate = ajv.getSchema(`openapi#/components/schemas/${schema}`)!;
      expect(validate(await answer.json()), `${path}: ${JSON.stringify(validate.errors)}`).toBe(true);
    }
    const described = await fetch(`${scene.url}/api/openapi.json`);
    expect(await described.json()).toEqual(published);
  });
});

describe('POST /v1/review of a running app', () => {
  const diff = addedFile(
    'lib/mean.dart',
    'int sum(List<int> list) {',
    '  var total = 0;',
    defect,
    '  return total;',
    '}',
  );
  const send = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${scene.url}/v1/review`, {
      method: 'POST',
      body: diff,
      headers: { 'content-type': 'text/x-diff', ...headers },
    });

  it('reviews a diff as the command does', async () => {
    const answer = await send({ authorization });
    expect(answer.status).toBe(200);
    const review: unknown = await answer.json();
    const validate = new Ajv2020().compile(
      JSON.parse(readFileSync(join('review.schema.json'), 'utf8')) as object,
    );
    expect(validate(review), JSON.stringify(validate.errors)).toBe(true);
    expect(review).toMatchObject({
      findings: [{ path: 'lib/mean.dart', startLine: 3 }],
      ledger: { context: 'hunk' },
    });
  });

  it('counts it, with what its model cost, and not as the review of a pull request', async () => {
    const before = await readMetrics(scene.url);
    // Another text: nothing is cached about it.
    const other = diff.replaceAll('total', 'amount');
    const { ledger } = (await (
      await fetch(`${scene.url}/v1/review`, {
        ...{ method: 'POST', body: other },
        headers: { 'content-type': 'text/x-diff', authorization },
      })
    ).json()) as { ledger: { tokens: { prompt: number } } };
    const after = await readMetrics(scene.url);
    const grown = (part: RegExp): number =>
      [...after].reduce(
        (sum, [name, value]) => sum + (part.test(name) ? value - (before.get(name) ?? 0) : 0),
        0,
      );
    expect(grown(/^galley_reviews_total\{source="request"/)).toBe(1);
    expect(grown(/^galley_reviews_total\{source="pull_request"/)).toBe(0);
    expect(ledger.tokens.prompt).toBeGreaterThan(0);
    expect(grown(/^galley_model_tokens_total\{.*kind="prompt"/)).toBe(ledger.tokens.prompt);
  });

  it('tells how it goes, and takes no other token', async () => {
    const text = await (await send({ authorization, accept: 'text/event-stream' })).text();
    expect(text).toMatch(/^event: progress\ndata: \{"step":"reading"\}$/m);
    expect(text).toMatch(/^event: result\ndata: \{"schemaVersion":1,/m);
    expect((await send({ authorization: `Bearer ${operatorToken}` })).status).toBe(401);
    expect((await send({})).status).toBe(401);
  });
});

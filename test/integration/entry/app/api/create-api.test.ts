import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { createApi, type ApiOptions } from '../../../../../src/entry/app/api/create-api.ts';
import { operations } from '../../../../../src/entry/app/api/operations.ts';
import { createTokenCheck } from '../../../../../src/entry/app/operator/create-token-check.ts';
import { GalleyError } from '../../../../../src/errors.ts';
import type { JobDetail } from '../../../../../src/review/jobs/job-records.ts';
import { jobIn, recordsOf, sampleJob, sampleJobs } from '../../../../unit/report/dashboard/sample-jobs.ts';

const token = 'a-token-of-the-operator';

function open(given: Partial<ApiOptions> = {}) {
  const revived: string[] = [];
  const app = createApi({
    records: recordsOf(),
    jobs: {
      revive: async (id) => {
        revived.push(id);
        return sampleJobs.some((job) => job.id === id && job.state === 'dead');
      },
      reviveAll: async () => revived.push('all') + 1,
    },
    operator: createTokenCheck(token, () => 0),
    ...given,
  });
  const ask = async (path: string, init: RequestInit = {}) =>
    app.request(path, { headers: { authorization: `Bearer ${token}` }, ...init });
  return { ask, revived };
}

interface Description {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, { responses: Record<string, DescribedAnswer> }>>;
  readonly components: {
    readonly parameters: Record<string, unknown>;
    readonly schemas: Record<string, object>;
  };
}
interface DescribedAnswer {
  readonly content: Record<string, { readonly schema: { readonly $ref?: string } }>;
}

const published = JSON.parse(readFileSync('galley.openapi.json', 'utf8')) as Description;
const ajv = new Ajv2020({ allErrors: true, strict: false });
ajv.addSchema({ $id: 'openapi', ...published });

function validator(path: string, method: string, status: number, type: string): ValidateFunction {
  const { $ref } = published.paths[path]?.[method]?.responses[String(status)]?.content[type]?.schema ?? {};
  const validate = ajv.getSchema(`openapi${String($ref)}`);
  if (validate === undefined) throw new Error(`nothing says what ${method} ${path} answers with ${status}`);
  return validate as ValidateFunction;
}

async function expectDescribed(answer: Response, path: string, method = 'get'): Promise<unknown> {
  const value: unknown = await answer.json();
  const validate = validator(path, method, answer.status, answer.headers.get('content-type') ?? '');
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return value;
}

const jobPath = '/api/v1/jobs/{id}';
const revivePath = '/api/v1/jobs/{id}/revive';
const deadJob = sampleJobs.find(({ state }) => state === 'dead')!;

describe('the JSON API', () => {
  it.each([
    ['/api/v1/overview', ''],
    ['/api/v1/repositories', '?limit=2'],
    ['/api/v1/pulls', '?repository=acme%2Fweb-shop&offset=60'],
    ['/api/v1/jobs', '?limit=200'],
    ['/api/v1/jobs', '?state=dead&pull=acme%2Fweb-shop%23406'],
    ['/api/v1/trends', '?days=3'],
  ])('answers %s%s as the published file says', async (path, query) => {
    const answer = await open().ask(path + query);
    expect(answer.status).toBe(200);
    await expectDescribed(answer, path);
  });

  it('tells all of a job, and null for what is not known', async () => {
    const { ask } = open();
    for (const job of sampleJobs.slice(0, 20))
      expect(await expectDescribed(await ask(`/api/v1/jobs/${job.id}`), jobPath)).toMatchObject({
        id: job.id,
        state: job.state,
      });
    const value = await (await ask(`/api/v1/jobs/${sampleJob.id}`)).json();
    expect(value).toMatchObject({
      progress: null,
      record: { files: sampleJob.record?.files, coverage: { covered: 14 } },
    });
  });

  it('describes every kind of errand', async () => {
    const pull = { repository: 'a/b', number: 1 };
    const base = { installation: 1, pull };
    const errands = [
      { kind: 'review', ...base, head: undefined, isForced: true },
      {
        kind: 'command',
        ...base,
        command: { name: 'dismiss', fingerprint: '0123456789abcdef' },
        by: 'a',
        comment: undefined,
      },
      { kind: 'command', ...base, command: { name: 'tests' }, by: 'a', comment: { id: 1, kind: 'line' } },
      { kind: 'close', ...base },
      { kind: 'installation', installation: 1, repositories: [], isGone: true },
    ] as const;
    for (const errand of errands) {
      const records = recordsOf([{ ...jobIn('again'), errand }]);
      await expectDescribed(await open({ records }).ask('/api/v1/jobs'), '/api/v1/jobs');
    }
  });

  it('tells of what was kept as JSON too', async () => {
    const record = { ...sampleJob.record!, url: undefined, model: undefined, quantisation: undefined };
    const errand = { ...sampleJob.errand, head: undefined };
    const kept = JSON.parse(JSON.stringify({ errand, record })) as Pick<JobDetail, 'errand' | 'record'>;
    const { ask } = open({ records: recordsOf([{ ...sampleJob, ...kept }]) });
    const value = await expectDescribed(await ask(`/api/v1/jobs/${sampleJob.id}`), jobPath);
    expect(value).toMatchObject({
      errand: { head: null },
      record: { url: null, model: null, quantisation: null },
    });
    await expectDescribed(await ask('/api/v1/jobs'), '/api/v1/jobs');
  });

  it('counts and cuts', async () => {
    const { ask } = open();
    const rows = async (query: string) =>
      (await (await ask(`/api/v1/jobs${query}`)).json()) as { rows: { id: string }[]; total: number };
    expect([(await rows('')).rows.length, (await rows('')).total]).toEqual([50, sampleJobs.length]);
    expect((await rows('?limit=1&offset=3')).rows.map(({ id }) => id)).toEqual([sampleJobs[3]?.id]);
    expect((await rows('?state=dead')).total).toBe(2);
  });

  it.each([
    '/jobs?limit=0',
    '/jobs?limit=201',
    '/jobs?offset=-1',
    '/jobs?offset=x',
    '/jobs?state=nope',
    '/jobs?pull=x',
    '/pulls',
    '/trends?days=0',
    '/trends?days=367',
    '/repositories?offset=1.5',
  ])('refuses %s', async (path) => {
    const answer = await open().ask(`/api/v1${path}`);
    expect(answer.status).toBe(400);
    await expectDescribed(answer, `/api/v1${path.split('?')[0]}`);
  });

  it('runs dead jobs again, and tells when there is none', async () => {
    const { ask, revived } = open();
    const post = (id: string) =>
      ask(`/api/v1/jobs/${id}/revive`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    const done = await post(deadJob.id);
    expect([done.status, await expectDescribed(done, revivePath, 'post')]).toEqual([202, { revived: true }]);
    for (const [id, status] of [
      [sampleJob.id, 409],
      ['none', 404],
    ] as const) {
      const answer = await post(id);
      expect(answer.status).toBe(status);
      await expectDescribed(answer, revivePath, 'post');
    }
    expect(revived).toEqual([deadJob.id, sampleJob.id, 'none']);
    expect((await ask(`/api/v1/jobs/${deadJob.id}/revive`)).status).toBe(404);
    await expectDescribed(await ask('/api/v1/jobs/none'), jobPath);
  });

  it('runs all dead jobs again, and says how many', async () => {
    const { ask, revived } = open();
    const headers = { authorization: `Bearer ${token}` };
    const done = await ask('/api/v1/jobs/revive', { method: 'POST', headers });
    expect(done.status).toBe(202);
    expect(await expectDescribed(done, '/api/v1/jobs/revive', 'post')).toEqual({ revived: 2 });
    expect(revived).toEqual(['all']);
    expect((await ask('/api/v1/jobs/revive')).status).toBe(404);
  });

  it('tells nothing without the token, and says when to come back after many wrong ones, but to whoever has it', async () => {
    const { ask, revived } = open();
    const wrong = { headers: { authorization: 'Bearer guess' } };
    for (const { path, method } of operations) {
      const bare = await ask(path.replace('{id}', deadJob.id), { method, headers: {} });
      expect([bare.status, bare.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="galley"']);
      await expectDescribed(bare, path, method);
    }
    expect(revived).toEqual([]);
    for (let times = 0; times < 10; times++) expect((await ask('/api/v1/overview', wrong)).status).toBe(401);
    const slow = await ask('/api/v1/overview', wrong);
    expect([slow.status, slow.headers.get('retry-after')]).toEqual([429, '60']);
    await expectDescribed(slow, '/api/v1/overview');
    expect((await ask('/api/v1/overview')).status).toBe(200);
  });

  it('tells that the database cannot be asked, and no secret of other failures', async () => {
    const failing = (error: Error) =>
      open({ records: recordsOf([], { overview: () => Promise.reject(error) }) });
    const down = await failing(new GalleyError('store-unavailable', { what: 'The database is gone' })).ask(
      '/api/v1/overview',
    );
    expect(down.status).toBe(503);
    expect(await expectDescribed(down, '/api/v1/overview')).toMatchObject({ code: 'store-unavailable' });
    const failed = await failing(new Error('password=hunter2')).ask('/api/v1/overview');
    expect(JSON.stringify(await expectDescribed(failed, '/api/v1/overview'))).not.toContain('hunter2');
  });
});

describe('the published description', () => {
  it('is what the server gives to everybody', async () => {
    const answer = await open().ask('/api/openapi.json', { headers: {} });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(published);
  });

  it('refers to nothing that is not there, and each of its schemas can be used', () => {
    expect(published.openapi).toMatch(/^3\.1\./);
    const text = JSON.stringify(published);
    for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g))
      expect(published.components[kind as 'schemas']).toHaveProperty(name!);
    for (const name of Object.keys(published.components.schemas)) {
      const validate = ajv.getSchema(`openapi#/components/schemas/${name}`);
      expect(validate?.(42), name).toBe(false);
    }
    expect(Object.keys(published.paths)).toContain('/v1/review');
  });
});

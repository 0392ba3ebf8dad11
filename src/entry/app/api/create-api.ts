import { Hono, type Context } from 'hono';
import { describeFailure, isGalleyError } from '../../../errors.ts';
import { stringifyJson } from '../../../report/stringify-json.ts';
import type { JobRecords } from '../../../review/jobs/job-records.ts';
import type { JobStore } from '../../../review/jobs/job-store.ts';
import type { TokenCheck } from '../operator/create-token-check.ts';
import { askForToken } from './ask-for-token.ts';
import { openApi } from './openapi.ts';
import { defaultDays, defaultRows, mostDays, mostRows } from './operations.ts';
import { answerProblem, problemOf } from './problem.ts';
import { publish, publishJob, publishJobDetail } from './publish.ts';
import { mostOffset, readFilter, readNumber } from './read-query.ts';

export interface ApiOptions {
  readonly records: JobRecords;
  readonly jobs: Pick<JobStore, 'revive' | 'reviveAll'>;
  readonly operator: TokenCheck;
}

/** `/api/v1/*` and `/api/openapi.json`, and nothing else: to be mounted at `/`. See operations.ts. */
export function createApi({ records, jobs, operator }: ApiOptions): Hono {
  const app = new Hono();
  let description: string | undefined;
  app.get('/api/openapi.json', (context) => {
    description ??= JSON.stringify(openApi());
    return context.body(description, 200, { 'content-type': 'application/json' });
  });
  const v1 = new Hono();
  v1.use('*', askForToken(operator));
  v1.get('/overview', async (context) => answer(context, await records.overview()));
  v1.get('/repositories', async (context) => {
    const page = readPart(context);
    return page === undefined ? badQuery(context) : answer(context, await records.repositories(page));
  });
  v1.get('/pulls', async (context) => {
    const [page, repository] = [readPart(context), context.req.query('repository')];
    if (page === undefined || repository === undefined) return badQuery(context);
    return answer(context, await records.pulls(repository, page));
  });
  v1.get('/jobs', async (context) => {
    const [page, filter] = [readPart(context), readFilter(context)];
    if (page === undefined || filter === undefined) return badQuery(context);
    const { rows, total } = await records.jobs(filter, page);
    return answer(context, { rows: rows.map(publishJob), total });
  });
  v1.get('/jobs/:id', async (context) => {
    const job = await records.job(context.req.param('id'));
    return job === undefined ? noJob(context) : answer(context, publishJobDetail(job));
  });
  v1.post('/jobs/:id/revive', async (context) => {
    const id = context.req.param('id');
    if (await jobs.revive(id)) return answer(context, { revived: true }, 202);
    if ((await records.job(id)) === undefined) return noJob(context);
    return answerProblem(context, problemOf(409, 'This job is not dead.'));
  });
  v1.post('/jobs/revive', async (context) => answer(context, { revived: await jobs.reviveAll() }, 202));
  v1.get('/trends', async (context) => {
    const days = readNumber(context, 'days', { least: 1, most: mostDays, otherwise: defaultDays });
    return days === undefined ? badQuery(context) : answer(context, { days: await records.trends(days) });
  });
  v1.all('*', (context) => answerProblem(context, problemOf(404, 'There is nothing here.')));
  v1.onError((error, context) =>
    isGalleyError(error)
      ? answerProblem(context, problemOf(503, describeFailure(error), error.code))
      : answerProblem(context, problemOf(500, 'The request could not be answered.')),
  );
  app.route('/api/v1', v1);
  return app;
}

function readPart(context: Context): { offset: number; limit: number } | undefined {
  const offset = readNumber(context, 'offset', { least: 0, most: mostOffset, otherwise: 0 });
  const limit = readNumber(context, 'limit', { least: 1, most: mostRows, otherwise: defaultRows });
  return offset === undefined || limit === undefined ? undefined : { offset, limit };
}

function answer(context: Context, value: object, status: 200 | 202 = 200): Response {
  return context.body(stringifyJson(publish(value)), status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
}

function badQuery(context: Context): Response {
  const text = 'A parameter is missing, unknown or out of its bounds: see /api/openapi.json.';
  return answerProblem(context, problemOf(400, text));
}

function noJob(context: Context): Response {
  return answerProblem(context, problemOf(404, 'There is no such job.'));
}

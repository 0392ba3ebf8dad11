import type { Context, Hono } from 'hono';
import { links } from '../../../report/dashboard/page-links.ts';
import { renderJob } from '../../../report/dashboard/render-job.ts';
import { renderDead, renderJobs } from '../../../report/dashboard/render-jobs.ts';
import { renderOverview } from '../../../report/dashboard/render-overview.ts';
import type { PageContext } from '../../../report/dashboard/render-page.ts';
import { renderPulls, renderRepositories } from '../../../report/dashboard/render-repositories.ts';
import { renderSent } from '../../../report/dashboard/render-sent.ts';
import { renderNotice } from '../../../report/dashboard/render-sign-in.ts';
import { readFilter, readPage } from '../api/read-query.ts';
import type { DashboardOptions } from './dashboard-options.ts';
import type { DashboardEnv } from './dashboard-env.ts';

const rowsPerPage = 50;
const promptsPerPage = 20;
const trendDays = 30;
/** Rebuilding reads git and parses whole files. */
const mostRebuilding = 2;

/** What was just done, by the word that the address holds. */
const doneTexts: Readonly<Record<string, string>> = {
  again: 'It runs again: its turn comes with the others.',
  'all-again': 'They run again: their turn comes with the others.',
  'not-dead': 'It was not dead any more: nothing was done.',
};

/** The pages themselves, for somebody who has signed in. */
export function addPages(app: Hono<DashboardEnv>, options: DashboardOptions): void {
  const { records, jobs, version, now, looks } = options;
  const contextOf = (context: Context<DashboardEnv>): PageContext => ({
    now: now(),
    version,
    csrf: context.get('session')?.csrf,
  });
  const missing = (context: Context<DashboardEnv>): Response | Promise<Response> =>
    context.html(renderNotice('Not here', 'There is no such job.', contextOf(context)), 404);

  app.get(links.overview, async (context) => {
    const wanted = [records.overview(), records.trends(trendDays), looks()] as const;
    const [overview, trends, seen] = await Promise.all(wanted);
    const isFollowed = context.req.query('follow') === '1';
    return context.html(renderOverview(overview, trends, { isFollowed, looks: seen }, contextOf(context)));
  });

  app.get(links.repositories, async (context) => {
    const page = readPage(context, rowsPerPage);
    return context.html(renderRepositories(await records.repositories(page), page, contextOf(context)));
  });

  app.get(links.pullsPath, async (context) => {
    const page = readPage(context, rowsPerPage);
    const repository = context.req.query('repository') ?? '';
    const pulls = await records.pulls(repository, page);
    return context.html(renderPulls(repository, pulls, page, contextOf(context)));
  });

  app.get(links.jobs, async (context) => {
    const page = readPage(context, rowsPerPage);
    const filter = readFilter(context) ?? {};
    return context.html(renderJobs(filter, await records.jobs(filter, page), page, contextOf(context)));
  });

  app.get(links.dead, async (context) => {
    const page = readPage(context, rowsPerPage);
    const dead = await records.jobs({ state: 'dead' }, page);
    return context.html(renderDead(dead, page, saidOf(context), contextOf(context)));
  });

  app.get(`${links.jobs}/:id`, async (context) => {
    const job = await records.job(context.req.param('id'));
    if (job === undefined) return missing(context);
    return context.html(renderJob(job, saidOf(context), contextOf(context)));
  });

  addSent(app, options, contextOf, missing);

  app.post(`${links.jobs}/:id/revive`, async (context) => {
    const done = (await jobs.revive(context.req.param('id'))) ? 'again' : 'not-dead';
    return context.redirect(`${links.dead}?done=${done}`, 303);
  });

  app.post(links.reviveAll, async (context) => {
    await jobs.reviveAll();
    return context.redirect(`${links.dead}?done=all-again`, 303);
  });
}

function addSent(
  app: Hono<DashboardEnv>,
  { records, rebuildPrompts }: Pick<DashboardOptions, 'records' | 'rebuildPrompts'>,
  contextOf: (context: Context<DashboardEnv>) => PageContext,
  missing: (context: Context<DashboardEnv>) => Response | Promise<Response>,
): void {
  let rebuilding = 0;
  app.get(`${links.jobs}/:id/sent`, async (context) => {
    const job = await records.job(context.req.param('id'));
    if (job?.record === undefined) return missing(context);
    if (rebuilding >= mostRebuilding) {
      const text = 'Prompts of other jobs are being rebuilt. Try again in a moment.';
      return context.html(renderNotice('Busy', text, contextOf(context)), 503, { 'retry-after': '5' });
    }
    rebuilding++;
    try {
      const sent = await rebuildPrompts(job.record, context.req.raw.signal);
      const page = readPage(context, promptsPerPage);
      return context.html(renderSent(job, sent, page, contextOf(context)));
    } finally {
      rebuilding--;
    }
  });
}

function saidOf(context: Context): string | undefined {
  const done = context.req.query('done') ?? '';
  return Object.hasOwn(doneTexts, done) ? doneTexts[done] : undefined;
}

import type { JobFilter, JobRow, Page, Paged } from '../../review/jobs/job-records.ts';
import { groupDigits } from '../describe-finding.ts';
import { escapeHtml, htmlProse } from '../html/escape-html.ts';
import { renderJobLink, renderPull, renderState, renderVerdict, stateWord } from './describe-job.ts';
import { describeMs, renderTime } from './describe-time.ts';
import { jobStates, links } from './page-links.ts';
import { renderForm, renderPage, type PageContext } from './render-page.ts';
import { renderPager } from './render-pager.ts';
import { renderTable, type Column } from './render-table.ts';

/** Jobs, the last touched first. */
export function renderJobs(filter: JobFilter, jobs: Paged<JobRow>, page: Page, context: PageContext): string {
  const { pull } = filter;
  const crumbs =
    pull === undefined
      ? ''
      : `<p class="crumbs"><a href="${escapeHtml(links.pulls(pull.repository))}">All pull requests of the repository</a></p>`;
  const columns: readonly Column<JobRow>[] = [
    ...jobColumns,
    { name: 'Verdict', cell: ({ verdict }) => renderVerdict(verdict) },
    { name: 'Took', isFigure: true, cell: (job) => describeTook(job, context.now) },
    { name: 'Accepted', cell: ({ acceptedAt }) => renderTime(acceptedAt, context.now) },
  ];
  const table = renderTable(jobs.rows, columns, emptyText(filter));
  const pager = renderPager(jobs, page, (offset) => links.jobsOf(filter, offset));
  const heading = pull === undefined ? 'Jobs' : renderPull(pull);
  const title = pull === undefined ? 'Jobs' : `${pull.repository} #${String(pull.number)}`;
  return renderPage(
    { title, heading, part: 'jobs', body: crumbs + renderFilter(filter) + table + pager },
    context,
  );
}

/** What was given up: why, and a button to try it again. */
export function renderDead(
  jobs: Paged<JobRow>,
  page: Page,
  said: string | undefined,
  context: PageContext,
): string {
  const table = renderTable(
    jobs.rows,
    [
      { name: 'Job', cell: renderJobLink },
      {
        name: 'Problem',
        cell: ({ problem }) =>
          problem === undefined
            ? ''
            : `<span>${htmlProse(problem.what)} <small><code>${htmlProse(problem.code)}</code></small></span>`,
      },
      { name: 'Tries', isFigure: true, cell: ({ attempt }) => String(attempt) },
      { name: 'Given up', cell: ({ endedAt }) => renderTime(endedAt, context.now) },
      { name: 'Again', cell: ({ id }) => renderRevive(id, context.csrf ?? '') },
    ],
    'Nothing was given up.',
  );
  const note =
    jobs.total === 0
      ? ''
      : `${jobs.total === 1 ? '' : renderReviveAll(jobs.total, context.csrf ?? '')}<p class="note">These were given up after their last try. They stay here until somebody runs them again; a later push reviews the newest head in any case.</p>`;
  const body = note + table + renderPager(jobs, page, links.deadFrom);
  return renderPage(
    { title: 'Dead letters', part: 'dead', body, ...(said === undefined ? {} : { said }) },
    context,
  );
}

function renderReviveAll(total: number, csrf: string): string {
  const form = renderForm(links.reviveAll, csrf, `<button>Run all ${groupDigits(total)} again</button>`);
  return `<div class="acts">${form}</div>`;
}

/** Runs a dead job again. */
export function renderRevive(id: string, csrf: string): string {
  return renderForm(links.revive(id), csrf, '<button>Run again</button>');
}

const jobColumns: readonly Column<JobRow>[] = [
  { name: 'Job', cell: renderJobLink },
  {
    name: 'State',
    cell: (job) => `<span>${renderState(job.state)}${renderMore(job)}</span>`,
  },
  {
    name: 'Tries',
    isFigure: true,
    cell: ({ attempt }) => (attempt > 1 ? String(attempt) : ''),
  },
];

/** Where it stands, or what went wrong. */
function renderMore({ progress, problem, state }: JobRow): string {
  if (state === 'active' && progress !== undefined) return ` <small>${htmlProse(progress)}</small>`;
  if (problem !== undefined && (state === 'again' || state === 'dead'))
    return ` <small class="problem">${htmlProse(problem.what)}</small>`;
  return '';
}

/** Of what waits for another try nobody knows how long it will take. */
export function describeTook({ state, startedAt, endedAt }: JobRow, now: number): string {
  if (startedAt === undefined) return '';
  if (endedAt !== undefined) return describeMs(endedAt - startedAt);
  return state === 'active' ? describeMs(now - startedAt) : '';
}

function renderFilter(filter: JobFilter): string {
  const items = [undefined, ...jobStates].map((state) => {
    const here = filter.state === state ? ' aria-current="true"' : '';
    const { pull } = filter;
    const address = links.jobsOf({ ...(state && { state }), ...(pull && { pull }) });
    return `<li><a href="${escapeHtml(address)}"${here}>${state === undefined ? 'all' : stateWord(state)}</a></li>`;
  });
  return `<nav aria-label="States"><ul class="filter">${items.join('')}</ul></nav>`;
}

function emptyText({ state }: JobFilter): string {
  return state === undefined ? 'No jobs yet.' : `No job is ${stateWord(state)}.`;
}

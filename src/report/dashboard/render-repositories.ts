import type { Page, Paged, PullRow, RepositoryRow } from '../../review/jobs/job-records.ts';
import { groupDigits } from '../describe-finding.ts';
import { escapeHtml, htmlName } from '../html/escape-html.ts';
import { renderState, renderVerdict } from './describe-job.ts';
import { renderTime } from './describe-time.ts';
import { links } from './page-links.ts';
import { renderForgeLink } from './render-forge-link.ts';
import { renderPage, type PageContext } from './render-page.ts';
import { renderPager } from './render-pager.ts';
import { renderTable } from './render-table.ts';

/** All repositories that something was asked for in. */
export function renderRepositories(
  repositories: Paged<RepositoryRow>,
  page: Page,
  context: PageContext,
): string {
  const table = renderTable(
    repositories.rows,
    [
      {
        name: 'Repository',
        cell: ({ repository }) =>
          `<a href="${escapeHtml(links.pulls(repository))}">${htmlName(repository)}</a>`,
      },
      { name: 'Pull requests', isFigure: true, cell: ({ pulls }) => groupDigits(pulls) },
      { name: 'Reviews', isFigure: true, cell: ({ reviews }) => groupDigits(reviews) },
      { name: 'Last', cell: ({ lastAt }) => renderTime(lastAt, context.now) },
    ],
    'No repository yet: install the app, then open a pull request.',
  );
  const body = table + renderPager(repositories, page, links.repositoriesFrom);
  return renderPage({ title: 'Repositories', part: 'repositories', body }, context);
}

/** The pull requests of one repository, the last touched first. */
export function renderPulls(
  repository: string,
  pulls: Paged<PullRow>,
  page: Page,
  context: PageContext,
): string {
  const table = renderTable(
    pulls.rows,
    [
      {
        name: 'Pull request',
        cell: ({ pull }) =>
          `<a href="${escapeHtml(links.jobsOf({ pull }))}">#${escapeHtml(String(pull.number))}</a>`,
      },
      {
        name: 'State',
        cell: ({ lastState, isPaused }) =>
          `<span>${renderState(lastState)}${isPaused ? ' <span class="tag t-none">paused</span>' : ''}</span>`,
      },
      { name: 'Verdict', cell: ({ verdict }) => renderVerdict(verdict) },
      { name: 'Review', cell: ({ url }) => renderForgeLink(url, 'on the forge') },
      { name: 'Last', cell: ({ lastAt }) => renderTime(lastAt, context.now) },
    ],
    'Nothing is known of this repository.',
  );
  const crumbs = `<p class="crumbs"><a href="${links.repositories}">Repositories</a></p>`;
  const pager = renderPager(pulls, page, (offset) => links.pulls(repository, offset));
  return renderPage(
    {
      title: repository,
      heading: htmlName(repository),
      part: 'repositories',
      body: crumbs + table + pager,
    },
    context,
  );
}

import type { JobDetail } from '../../review/jobs/job-records.ts';
import { groupDigits } from '../describe-finding.ts';
import { escapeHtml, htmlName, htmlProse } from '../html/escape-html.ts';
import { describeErrand, renderState, stateMeanings } from './describe-job.ts';
import { describeMs, renderTime } from './describe-time.ts';
import { links } from './page-links.ts';
import { renderLedger } from './render-ledger.ts';
import { describeTook, renderRevive } from './render-jobs.ts';
import { renderPage, type PageContext } from './render-page.ts';
import { renderFacts, renderTable, type Fact } from './render-table.ts';

const refreshSeconds = 10;

/** One job: where it stands, what asked for it, and the account of its review. */
export function renderJob(job: JobDetail, said: string | undefined, context: PageContext): string {
  const { errand, state, record } = job;
  const isOpen = state === 'active' || state === 'waiting' || state === 'again';
  const body = [
    renderCrumbs(job),
    renderProblem(job, context),
    renderFacts(factsOf(job, context.now)),
    record === undefined ? '' : renderLedger(record, links.sent(job.id)),
    `<h2>Deliveries</h2>${renderDeliveries(job, context.now)}`,
  ].join('');
  const heading = describeErrand(errand);
  return renderPage(
    {
      title: `Job ${job.id}`,
      heading,
      part: 'jobs',
      body,
      refresh: isOpen ? refreshSeconds : undefined,
      ...(said === undefined ? {} : { said }),
    },
    context,
  );
}

function renderCrumbs({ errand }: JobDetail): string {
  const jobs = `<a href="${links.jobs}">Jobs</a>`;
  if (!('pull' in errand)) return `<p class="crumbs">${jobs}</p>`;
  const { pull } = errand;
  return `<p class="crumbs">${jobs} · <a href="${escapeHtml(links.pulls(pull.repository))}">${htmlName(pull.repository)}</a> · <a href="${escapeHtml(links.jobsOf({ pull }))}">#${escapeHtml(String(pull.number))}</a></p>`;
}

function renderProblem({ id, state, problem }: JobDetail, { csrf = '' }: PageContext): string {
  const button = state === 'dead' ? `<div class="acts">${renderRevive(id, csrf)}</div>` : '';
  if (problem === undefined || (state !== 'dead' && state !== 'again')) return button;
  const tone = state === 'dead' ? 't-error' : 't-warning';
  const title = state === 'dead' ? 'Given up' : 'The last try failed';
  return `<section class="box ${tone}"><h2>${title}</h2><p>${htmlProse(problem.what)} <code class="muted">${htmlProse(problem.code)}</code></p>${button}</section>`;
}

function factsOf(job: JobDetail, now: number): readonly Fact[] {
  const { errand, state, acceptedAt, startedAt, endedAt } = job;
  const waited = startedAt === undefined ? now - acceptedAt : startedAt - acceptedAt;
  return [
    ['State', `${renderState(state)} <span class="muted">${escapeHtml(stateMeanings[state])}</span>`],
    ['Progress', job.progress === undefined ? '' : htmlProse(job.progress)],
    ['Accepted', renderTime(acceptedAt, now)],
    ['Waited', describeMs(waited)],
    ['Took', describeTook(job, now)],
    ['Ended', endedAt === undefined ? '' : renderTime(endedAt, now)],
    ['Tries', groupDigits(job.attempt)],
    ['Worker', job.worker === undefined ? '' : `<code>${htmlName(job.worker)}</code>`],
    ['Head', headOf(job)],
    ['Asked by', errand.kind === 'command' ? htmlName(errand.by) : ''],
    ['Repositories', errand.kind === 'installation' ? errand.repositories.map(htmlName).join(', ') : ''],
    ['Installation', escapeHtml(String(errand.installation))],
    ['Job', `<code>${htmlName(job.id)}</code>`],
  ];
}

function headOf({ errand, record }: JobDetail): string {
  const head = record?.head ?? (errand.kind === 'review' ? errand.head : undefined);
  return head === undefined ? '' : `<code>${htmlName(head)}</code>`;
}

function renderDeliveries({ deliveries }: JobDetail, now: number): string {
  const shown = deliveries.slice(0, mostDeliveries);
  const rest = deliveries.length - shown.length;
  const table = renderTable(
    shown,
    [
      { name: 'Event', cell: ({ event }) => htmlName(event) },
      { name: 'Delivery', cell: ({ id }) => `<code>${htmlName(id)}</code>` },
      { name: 'End', cell: ({ end }) => (end === undefined ? 'open' : renderState(end)) },
      { name: 'Came', cell: ({ at }) => renderTime(at, now) },
    ],
    'No delivery brought it.',
  );
  return rest > 0 ? `${table}<p class="note">${groupDigits(rest)} more not shown.</p>` : table;
}

const mostDeliveries = 100;

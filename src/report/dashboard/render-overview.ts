import type { Overview, TrendDay } from '../../review/jobs/job-records.ts';
import { groupDigits, plural } from '../describe-finding.ts';
import { escapeHtml } from '../html/escape-html.ts';
import type { Tone } from './describe-job.ts';
import { describeMs } from './describe-time.ts';
import { links } from './page-links.ts';
import { renderPage, type PageContext } from './render-page.ts';
import { renderTrends } from './render-trends.ts';

/** Longer than this nobody should wait for a turn. */
const longWaitMs = 15 * 60_000;
const refreshSeconds = 30;

export interface OverviewLook {
  /** It renews itself. */
  readonly isFollowed: boolean;
  readonly model: ModelState | undefined;
}

/** How the model was when somebody looked last. `detail`: which, and whether it is in memory; or why it cannot be asked. */
export interface ModelState {
  readonly state: 'ok' | 'failed';
  readonly detail: string;
}

/** Whether it works, at a glance; then the figures, then how they went. */
export function renderOverview(
  overview: Overview,
  trends: readonly TrendDay[],
  { isFollowed, model }: OverviewLook,
  context: PageContext,
): string {
  const { tone, text, more } = judge(overview, model, context.now);
  const body = [
    renderTiles(overview, context.now),
    `<h2>The last ${plural(trends.length, 'day')}</h2>${renderTrends(trends)}`,
    isFollowed
      ? `<p class="note">This page renews itself every ${refreshSeconds} s. <a href="${links.overview}">Stop that</a></p>`
      : `<p class="note"><a href="${links.overview}?follow=1">Renew this page every ${refreshSeconds} s</a></p>`,
  ].join('');
  return renderPage(
    {
      title: text,
      heading: `${escapeHtml(text)}<small>${escapeHtml(more)}</small>`,
      headingClass: `verdict t-${tone}`,
      part: 'overview',
      body,
      refresh: isFollowed ? refreshSeconds : undefined,
    },
    context,
  );
}

interface Judgement {
  readonly tone: Tone;
  readonly text: string;
  readonly more: string;
}

function judge(
  { waiting, active, dead, oldestDueAt, reviews }: Overview,
  model: ModelState | undefined,
  now: number,
): Judgement {
  const wait = oldestDueAt === undefined ? 0 : now - oldestDueAt;
  const done = `${plural(reviews, 'review')} in the last 24 hours.`;
  const asked = model === undefined ? '' : ` Model: ${model.detail}.`;
  const queue =
    waiting + active === 0
      ? 'Nothing waits.'
      : `${groupDigits(waiting)} wait, ${groupDigits(active)} under way.`;
  if (wait > longWaitMs)
    return {
      tone: 'error',
      text: `The oldest job waits for ${describeMs(wait)}`,
      more: active === 0 ? 'No worker has taken anything: is one running?' : `${queue} ${done}`,
    };
  if (model?.state === 'failed')
    return {
      tone: 'error',
      text: 'The model cannot be asked',
      more: `${model.detail.replace(/[.\s]*$/, '.')} ${queue} ${done}`,
    };
  if (dead > 0)
    return {
      tone: 'warning',
      text: `${plural(dead, 'dead letter')} ${dead === 1 ? 'needs' : 'need'} a look`,
      more: `${queue} ${done}${asked}`,
    };
  return { tone: 'ok', text: active > 0 ? 'At work' : 'All is well', more: `${queue} ${done}${asked}` };
}

function renderTiles(overview: Overview, now: number): string {
  const { waiting, active, dead, oldestDueAt, reviews, medianMs, p95Ms } = overview;
  const wait = oldestDueAt === undefined ? undefined : now - oldestDueAt;
  const tiles = [
    renderTile(
      'Waiting',
      groupDigits(waiting),
      wait === undefined ? 'none is due' : `the oldest for ${describeMs(wait)}`,
      {
        tone: wait !== undefined && wait > longWaitMs ? 'error' : 'none',
        link: links.jobsOf({ state: 'waiting' }),
      },
    ),
    renderTile('Under way', groupDigits(active), '', {
      tone: active > 0 ? 'info' : 'none',
      link: links.jobsOf({ state: 'active' }),
    }),
    renderTile('Reviews', groupDigits(reviews), 'in 24 hours', {
      tone: 'none',
      link: links.jobsOf({ state: 'posted' }),
    }),
    renderTile(
      'From push to review',
      medianMs === undefined ? '–' : describeMs(medianMs),
      p95Ms === undefined ? 'median of 24 hours' : `median; 95 of 100 within ${describeMs(p95Ms)}`,
      { tone: 'none' },
    ),
    renderTile(
      'Dead letters',
      groupDigits(dead),
      dead === 0 ? 'nothing was given up' : 'given up after the last try',
      {
        tone: dead > 0 ? 'error' : 'ok',
        link: links.dead,
      },
    ),
  ];
  return `<ul class="tiles">${tiles.join('')}</ul>`;
}

function renderTile(
  name: string,
  figure: string,
  more: string,
  { tone, link }: { readonly tone: Tone; readonly link?: string },
): string {
  const named =
    link === undefined ? escapeHtml(name) : `<a href="${escapeHtml(link)}">${escapeHtml(name)}</a>`;
  return `<li class="t-${tone}"><span class="name">${named}</span><b>${escapeHtml(figure)}</b><span class="more">${escapeHtml(more)}</span></li>`;
}

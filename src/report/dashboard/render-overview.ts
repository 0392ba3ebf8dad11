import type { Overview, TrendDay } from '../../review/jobs/job-records.ts';
import { groupDigits, plural } from '../describe-finding.ts';
import { escapeHtml } from '../html/escape-html.ts';
import type { Tone } from './describe-job.ts';
import { describeMs } from './describe-time.ts';
import { judgeOverview, longWaitMs, type PartLook } from './judge-overview.ts';
import { links } from './page-links.ts';
import { renderPage, type PageContext } from './render-page.ts';
import { renderTrends } from './render-trends.ts';

const refreshSeconds = 30;
/** Until what is looked at has been seen. */
const lookingSeconds = 2;

export interface OverviewLook {
  /** It renews itself. */
  readonly isFollowed: boolean;
  readonly looks: readonly PartLook[];
}

/** Whether it works, at a glance; then the figures, then how they went. */
export function renderOverview(
  overview: Overview,
  trends: readonly TrendDay[],
  { isFollowed, looks }: OverviewLook,
  context: PageContext,
): string {
  const { tone, text, more } = judgeOverview(overview, looks, context.now);
  const isLooking = looks.some(({ state }) => state === 'looking');
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
      refresh: isLooking ? lookingSeconds : isFollowed ? refreshSeconds : undefined,
    },
    context,
  );
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
        tone: wait !== undefined && wait >= longWaitMs ? 'error' : 'none',
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

import type { TrendDay } from '../../review/jobs/job-records.ts';
import { groupDigits, plural } from '../describe-finding.ts';
import { escapeHtml } from '../html/escape-html.ts';
import { describeMs } from './describe-time.ts';
import { renderChart, type Chart } from './render-chart.ts';
import { renderTable } from './render-table.ts';

/** Four pictures, and all their figures as one table. */
export function renderTrends(days: readonly TrendDay[]): string {
  if (days.every(({ reviews, failed }) => reviews + failed === 0))
    return '<p class="empty">Nothing was reviewed yet. Open a pull request to see how it goes.</p>';
  const charts = [reviewsChart(days), timesChart(days), findingsChart(days), tokensChart(days)];
  return [
    `<div class="charts">${charts.map(renderChart).join('\n')}</div>`,
    `<details><summary>The same figures as a table</summary>${renderFigures(days)}</details>`,
  ].join('');
}

function reviewsChart(days: readonly TrendDay[]): Chart {
  const total = plural(add(days.map(({ reviews }) => reviews)), 'review');
  const incomplete = add(days.map((day) => day.incomplete));
  const failed = add(days.map((day) => day.failed));
  return {
    id: 'reviews',
    title: 'Reviews',
    description: `${total} in ${days.length} days, ${groupDigits(incomplete)} of them incomplete; ${groupDigits(failed)} failed.`,
    series: [
      { name: 'complete', tone: 'ok' },
      { name: 'incomplete', tone: 'warning' },
      { name: 'failed', tone: 'error' },
    ],
    days: days.map(({ day, reviews, incomplete, failed }) => ({
      day,
      values: [Math.max(0, reviews - incomplete), incomplete, failed],
    })),
    format: shortFigure,
  };
}

function timesChart(days: readonly TrendDay[]): Chart {
  const known = days.flatMap(({ medianMs }) => medianMs ?? []);
  const longest = known.length === 0 ? 'nothing known' : `the longest ${describeMs(Math.max(...known))}`;
  return {
    id: 'times',
    title: 'From push to review, median',
    description: `Median of each day, ${longest}.`,
    series: [{ name: 'median', tone: 'info' }],
    days: days.map(({ day, medianMs }) => ({
      day,
      values: [medianMs === undefined ? undefined : medianMs / 1000],
    })),
    format: shortSeconds,
  };
}

function findingsChart(days: readonly TrendDay[]): Chart {
  const [posted, fixed, dismissed] = (['findings', 'fixed', 'dismissed'] as const).map((name) =>
    groupDigits(add(days.map((day) => day[name]))),
  );
  return {
    id: 'findings',
    title: 'Findings',
    description: `${posted} posted, ${fixed} found to be fixed, ${dismissed} dismissed.`,
    series: [
      { name: 'open', tone: 'info' },
      { name: 'fixed', tone: 'ok' },
      { name: 'dismissed', tone: 'none' },
    ],
    days: days.map(({ day, findings, fixed, dismissed }) => ({
      day,
      values: [Math.max(0, findings - fixed - dismissed), fixed, dismissed],
    })),
    format: shortFigure,
  };
}

function tokensChart(days: readonly TrendDay[]): Chart {
  return {
    id: 'tokens',
    title: 'Tokens',
    description: `${groupDigits(add(days.map(({ tokens }) => tokens)))} tokens sent and received.`,
    series: [{ name: 'tokens', tone: 'info' }],
    days: days.map(({ day, tokens }) => ({ day, values: [tokens] })),
    format: shortFigure,
  };
}

function renderFigures(days: readonly TrendDay[]): string {
  const figure = (name: string, of: (day: TrendDay) => number) => ({
    name,
    isFigure: true,
    cell: (day: TrendDay): string => groupDigits(of(day)),
  });
  return renderTable(
    [...days].reverse(),
    [
      { name: 'Day', cell: ({ day }) => escapeHtml(day) },
      figure('Reviews', ({ reviews }) => reviews),
      figure('Incomplete', ({ incomplete }) => incomplete),
      figure('Failed', ({ failed }) => failed),
      {
        name: 'Median',
        isFigure: true,
        cell: ({ medianMs }) => (medianMs === undefined ? '–' : describeMs(medianMs)),
      },
      figure('Findings', ({ findings }) => findings),
      figure('Fixed', ({ fixed }) => fixed),
      figure('Dismissed', ({ dismissed }) => dismissed),
      figure('Tokens', ({ tokens }) => tokens),
    ],
    'No days.',
  );
}

/** `950`, `1.2k`, `34k`, `1.2M`. */
export function shortFigure(value: number): string {
  if (value < 1000) return String(Math.round(value));
  const [size, unit] = value < 1_000_000 ? [1000, 'k'] : [1_000_000, 'M'];
  const short = value / size;
  return `${short < 10 ? short.toFixed(1).replace(/\.0$/, '') : String(Math.round(short))}${unit}`;
}

/** `40 s`, `3 min`, `2 h`. */
function shortSeconds(seconds: number): string {
  if (seconds < 120) return `${String(Math.round(seconds))} s`;
  const minutes = seconds / 60;
  return minutes < 120 ? `${String(Math.round(minutes))} min` : `${String(Math.round(minutes / 60))} h`;
}

function add(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0);
}

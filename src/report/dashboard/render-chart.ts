import { escapeHtml } from '../html/escape-html.ts';
import type { Tone } from './describe-job.ts';

/** Bars of several days, the oldest first. */
export interface Chart {
  /** Part of element ids. */
  readonly id: string;
  readonly title: string;
  /** For those who cannot see it: what there is to be seen. */
  readonly description: string;
  readonly series: readonly { readonly name: string; readonly tone: Tone }[];
  readonly days: readonly ChartDay[];
  /** Of a figure at the axis and of one bar. */
  readonly format: (value: number) => string;
}

export interface ChartDay {
  /** `2026-11-22`. */
  readonly day: string;
  /** One a series, stacked from below; undefined: nothing is known. */
  readonly values: readonly (number | undefined)[];
}

const width = 480;
const height = 150;
const plot = { left: 56, top: 10, right: 4, bottom: 22 };

/** A picture that needs neither script nor style in attributes. */
export function renderChart(chart: Chart): string {
  const { id, title, description, series, days, format } = chart;
  const highest = Math.max(...days.map(({ values }) => sum(values)), 0);
  const top = niceCeiling(highest);
  const legend = series.length < 2 ? '' : renderLegend(series);
  const bars = days.map((day, index) => renderDay(chart, day, index, top)).join('');
  const [first, last] = [days[0], days.at(-1)];
  return [
    `<figure><figcaption>${escapeHtml(title)}${legend}</figcaption>`,
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">${escapeHtml(title)}</title><desc id="${id}-desc">${escapeHtml(description)}</desc>`,
    [0, top / 2, top].map((value) => renderGrid(value, top, value === top / 2 ? '' : format(value))).join(''),
    bars,
    first === undefined ? '' : renderLabel(first.day, plot.left, 'start'),
    last === undefined || last === first ? '' : renderLabel(last.day, width - plot.right, 'end'),
    '</svg></figure>',
  ].join('');
}

function renderLegend(series: Chart['series']): string {
  return `<ul>${series.map(({ name, tone }) => `<li class="t-${tone}">${escapeHtml(name)}</li>`).join('')}</ul>`;
}

function renderGrid(value: number, top: number, label: string): string {
  const y = yOf(value, top);
  const line = `<line class="grid" x1="${plot.left}" x2="${width - plot.right}" y1="${y}" y2="${y}"/>`;
  return label === ''
    ? line
    : `${line}<text x="${plot.left - 6}" y="${number(y + 4)}" text-anchor="end">${escapeHtml(label)}</text>`;
}

function renderDay({ series, days, format }: Chart, day: ChartDay, index: number, top: number): string {
  const step = (width - plot.left - plot.right) / days.length;
  const x = plot.left + index * step;
  const gap = Math.min(3, step * 0.2);
  let below = 0;
  const bars = day.values.map((value = 0, at) => {
    const [from, to] = [below, below + value];
    below = to;
    const [low, high] = [yOf(from, top), yOf(to, top)];
    return value <= 0
      ? ''
      : `<rect class="t-${series[at]?.tone ?? 'none'}" x="${number(x + gap / 2)}" y="${high}" width="${number(step - gap)}" height="${number(Math.max(1, low - high))}"/>`;
  });
  const told = day.values.map((value, at) => {
    const name = series.length < 2 ? '' : ` ${series[at]?.name ?? ''}`;
    return value === undefined ? `nothing known${name}` : `${format(value)}${name}`;
  });
  const hit = `<rect class="hit" x="${number(x)}" y="${plot.top}" width="${number(step)}" height="${height - plot.top - plot.bottom}"/>`;
  return `<g><title>${escapeHtml(`${shortDay(day.day)}: ${told.join(', ')}`)}</title>${hit}${bars.join('')}</g>`;
}

function renderLabel(day: string, x: number, anchor: 'start' | 'end'): string {
  return `<text x="${x}" y="${height - 5}" text-anchor="${anchor}">${escapeHtml(shortDay(day))}</text>`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `22 Nov`. */
export function shortDay(day: string): string {
  const [, month = '', date = ''] = day.split('-');
  return `${String(Number(date))} ${months[Number(month) - 1] ?? ''}`;
}

/** The next 1, 2 or 5 times a power of ten; at least 1. */
function niceCeiling(value: number): number {
  if (!(value > 1)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((one) => one * power >= value) ?? 10) * power;
}

function yOf(value: number, top: number): number {
  const share = Math.min(1, Math.max(0, value / top));
  return number(height - plot.bottom - share * (height - plot.top - plot.bottom));
}

function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

function number(value: number): number {
  return Math.round(value * 10) / 10;
}

import type { FileCoverage, Gap, PatchCoverage } from '../../coverage/gap.ts';
import { describeLines, plural } from '../describe-finding.ts';
import { inertName } from '../../safety/inert-text.ts';
import type { Page } from '../render-pretty-finding.ts';
import { wrapText } from '../wrap-text.ts';
import { describeGap, describeLost, describeState, describeTallies } from './describe-coverage.ts';
import { listPlaces } from './list-places.ts';

/** More rows than a person reads: the rest is counted. */
const mostRows = 40;

/**
 * What no test reaches, for people at a terminal, as blocks: a row for each place, by file; files that nobody can tell
 * about; what is no longer reached. None where everything is covered or nothing was measured.
 */
export function renderPrettyGaps(coverage: PatchCoverage, page: Page): readonly (readonly string[])[] {
  const unknown = coverage.files.filter(({ state }) => state === 'no-data');
  return [
    renderBlock('Not reached by any test', renderGaps(coverage, page), page),
    renderBlock(
      'Without data',
      unknown.flatMap((file) => renderUnknown(file, page)),
      page,
    ),
    renderBlock('No longer reached, though the change did not touch it', renderLost(coverage, page), page),
  ].filter((block) => block.length > 0);
}

function renderBlock(title: string, lines: readonly string[], { paint }: Page): readonly string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines];
}

function renderGaps(coverage: PatchCoverage, page: Page): readonly string[] {
  const gaps = listPlaces(coverage.gaps);
  const shown = gaps.slice(0, mostRows);
  const paths = [...new Set(shown.map(({ path }) => path))];
  return [
    ...paths.flatMap((path) => renderFile(path, shown, coverage, page)),
    ...renderRest(gaps.slice(mostRows), page),
  ];
}

function renderFile(
  path: string,
  shown: readonly Gap[],
  { files }: PatchCoverage,
  page: Page,
): readonly string[] {
  const gaps = shown.filter((gap) => gap.path === path);
  const file = files.find((one) => one.path === path);
  const sum = file === undefined ? '' : `  ${page.paint.dim(describeTallies(file))}`;
  const width = Math.max(...gaps.map((gap) => placeOf(gap).length));
  return [`  ${inertName(path)}${sum}`, ...gaps.flatMap((gap) => renderRow(gap, width, page))];
}

/** Of a whole file no line is worth telling. */
const placeOf = (gap: Gap): string => (gap.kind === 'file' ? '*' : describeLines(gap));

/** `    12-14  Cart.addItem: else never taken, needs x falsy`. */
function renderRow(gap: Gap, width: number, { paint, width: columns }: Page): readonly string[] {
  const place = placeOf(gap).padStart(width);
  const name = inertName(gap.function);
  const text = `${name === '' ? '' : `${name}: `}${describeGap(gap)}`;
  const [first = '', ...rest] = wrapText(text, columns - width - 6);
  const indent = ' '.repeat(width + 6);
  return [`    ${paint.magenta(place)}  ${first}`, ...rest.map((line) => `${indent}${line}`)];
}

function renderRest(gaps: readonly Gap[], { paint }: Page): readonly string[] {
  if (gaps.length === 0) return [];
  return [paint.dim(`  ${plural(gaps.length, 'more place')}: --format json lists all of them`)];
}

function renderUnknown(file: FileCoverage, { width, paint }: Page): readonly string[] {
  return [
    `  ${paint.bold('?')} ${inertName(file.path)}`,
    ...wrapText(describeState(file), width - 6).map((line) => `      ${line}`),
  ];
}

function renderLost({ lost }: PatchCoverage, { width }: Page): readonly string[] {
  if (lost.length === 0) return [];
  const places = describeLost(lost);
  const text = `${places.slice(0, mostRows).join(', ')}${places.length > mostRows ? ', …' : ''}`;
  return wrapText(text, width - 2).map((line) => `  ${line}`);
}

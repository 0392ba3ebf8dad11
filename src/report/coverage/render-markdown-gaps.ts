import type { FileCoverage, Gap, PatchCoverage } from '../../coverage/gap.ts';
import { describeLines, plural } from '../describe-finding.ts';
import { escapeMarkdown, renderCodeCell, renderCodeSpan } from '../../safety/escape-markdown.ts';
import { describeGap, describePatch, describeState, describeTallies } from './describe-coverage.ts';
import { listPlaces } from './list-places.ts';

/** More rows make a comment that nobody reads to its end. */
const mostRows = 60;

/** What no test reaches, for a job summary or a comment: a table of files, then a list of places. */
export function renderMarkdownGaps(coverage: PatchCoverage): readonly string[] {
  const gaps = listPlaces(coverage.gaps);
  const shown = gaps.slice(0, mostRows);
  const rest = gaps.length - shown.length;
  const paths = [...new Set(shown.map(({ path }) => path))];
  const blocks = [
    renderFiles(coverage.files),
    ...paths.map((path) => renderPlaces(path, shown)),
    ...(rest === 0 ? [] : [`${plural(rest, 'more place')}: see the JSON output.`]),
    ...renderLost(coverage),
  ].filter((block) => block !== '');
  return [`### ${sentence(describePatch(coverage))}`, ...blocks];
}

function sentence(text: string): string {
  return escapeMarkdown(text.charAt(0).toUpperCase() + text.slice(1));
}

function renderFiles(files: readonly FileCoverage[]): string {
  const told = files.filter(({ state }) => state !== 'unmeasurable');
  if (told.length === 0) return '';
  const rows = told
    .slice(0, mostRows)
    .map((file) => `| ${renderCodeCell(file.path)} | ${escapeMarkdown(tell(file))} |`);
  const rest = told.length - rows.length;
  const more = rest === 0 ? [] : [`| ${plural(rest, 'more file')} | |`];
  return ['| file | reached by tests |', '| --- | --- |', ...rows, ...more].join('\n');
}

function tell(file: FileCoverage): string {
  const state = describeState(file);
  if (file.state === 'no-data') return `no data: ${state}`;
  return state === '' ? describeTallies(file) : `${describeTallies(file)} (${state})`;
}

function renderPlaces(path: string, shown: readonly Gap[]): string {
  const rows = shown
    .filter((gap) => gap.path === path)
    .map((gap) => {
      const name = gap.function === '' ? '' : ` in ${renderCodeSpan(gap.function)}`;
      const place = gap.kind === 'file' ? 'whole file' : `line ${describeLines(gap)}`;
      return `- ${place}${name}: ${escapeMarkdown(describeGap(gap))}`;
    });
  return [`**${renderCodeSpan(path)}**`, '', ...rows].join('\n');
}

function renderLost({ lost }: PatchCoverage): readonly string[] {
  if (lost.length === 0) return [];
  const places = lost
    .slice(0, mostRows)
    .map((lines) => renderCodeSpan(`${lines.path}:${describeLines(lines)}`));
  const more = lost.length > mostRows ? ', …' : '';
  return [`No longer reached, though the change did not touch it: ${places.join(', ')}${more}`];
}

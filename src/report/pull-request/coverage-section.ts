import type { FileCoverage, Gap, PatchCoverage } from '../../coverage/gap.ts';
import type { SummaryLinks } from '../../review/pull-request/summary-links.ts';
import { escapeMarkdown, renderCodeCell } from '../../safety/escape-markdown.ts';
import { renderLine } from '../../safety/render-prose.ts';
import { describeGap, describePatch, describeState, describeTallies } from '../coverage/describe-coverage.ts';
import { listPlaces } from '../coverage/list-places.ts';
import { describeLines, plural } from '../describe-finding.ts';
import type { Section } from './fit-sections.ts';
import { linkLines } from './link-place.ts';
import { renderLink } from './render-link.ts';

/** Places in one row; the others stand in the list below. */
const mostPlaces = 8;

/** What no test reaches: a row for each file that has such lines, then each place in words. */
export function renderCoverage(coverage: PatchCoverage | null, links: SummaryLinks): readonly Section[] {
  if (coverage === null) return [];
  const gaps = listPlaces(coverage.gaps);
  const measured = coverage.files.filter(({ state }) => state !== 'unmeasurable');
  const told = measured.filter(
    ({ path, state }) => state === 'no-data' || gaps.some((gap) => gap.path === path),
  );
  const rest = measured.length - told.length;
  const rows = told.map((file) => renderFile(file, gaps, links));
  const more = rest === 0 ? [] : [`| ${plural(rest, 'other file')} | all | |`];
  const title = `### ${sentence(describePatch(coverage))}`;
  const lost = renderLost(coverage, links);
  const all = told.length === 0 ? [] : [...rows, ...more];
  const head =
    all.length === 0 ? title : `${title}\n\n| file | reached by tests | not reached |\n| --- | --- | --- |`;
  return [
    { name: 'rows of coverage', priority: 4, head, blocks: all, glue: '\n', foot: lost },
    ...renderPlaces(gaps, links),
  ];
}

function sentence(text: string): string {
  return escapeMarkdown(text.charAt(0).toUpperCase() + text.slice(1));
}

function renderFile(file: FileCoverage, gaps: readonly Gap[], links: SummaryLinks): string {
  const own = gaps.filter(({ path }) => path === file.path);
  const places = [...new Map(own.map((gap) => [describeLines(gap), gap])).values()];
  const linked = places.slice(0, mostPlaces).map((gap) => linkShort(gap, links));
  const more = places.length > mostPlaces ? [`${places.length - mostPlaces} more`] : [];
  const name = renderLink(renderCodeCell(file.path), links.blob(file.path));
  return `| ${name} | ${escapeMarkdown(tell(file))} | ${[...linked, ...more].join(', ')} |`;
}

/** Without its path, which the row names. */
function linkShort(gap: Gap, links: SummaryLinks): string {
  if (gap.kind === 'file') return 'whole file';
  return renderLink(describeLines(gap), links.blob(gap.path, gap.startLine, gap.endLine));
}

function tell(file: FileCoverage): string {
  const state = describeState(file);
  if (file.state === 'no-data') return `no data: ${state}`;
  return state === '' ? describeTallies(file) : `${describeTallies(file)} (${state})`;
}

function renderPlaces(gaps: readonly Gap[], links: SummaryLinks): readonly Section[] {
  if (gaps.length === 0) return [];
  const blocks = gaps.map((gap) => {
    const where =
      gap.kind === 'file'
        ? renderLink(renderCodeCell(gap.path), links.blob(gap.path))
        : linkLines(gap, links);
    const name = gap.function === '' ? '' : ` in ${renderCodeCell(gap.function)}`;
    return `- ${where}${name}: ${renderLine(describeGap(gap))}`;
  });
  const head = `<details>\n<summary>What is not reached, in words: ${plural(gaps.length, 'place')}</summary>\n`;
  return [{ name: 'places not reached', priority: 7, head, blocks, glue: '\n', foot: '</details>' }];
}

function renderLost({ lost }: PatchCoverage, links: SummaryLinks): string {
  if (lost.length === 0) return '';
  const places = lost.slice(0, mostPlaces).map((lines) => linkLines(lines, links));
  const more = lost.length > mostPlaces ? `, and ${plural(lost.length - mostPlaces, 'other place')}` : '';
  return `No longer reached, though the change did not touch it: ${places.join(', ')}${more}`;
}

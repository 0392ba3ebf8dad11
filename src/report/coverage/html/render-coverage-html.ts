import type { FileCoverage, Gap, PatchCoverage } from '../../../coverage/gap.ts';
import { describeLines, plural } from '../../describe-finding.ts';
import { contentPolicy } from '../../html/content-policy.ts';
import { escapeHtml, htmlName, htmlProse } from '../../html/escape-html.ts';
import {
  describeGap,
  describeLost,
  describePatch,
  describeState,
  describeTallies,
} from '../describe-coverage.ts';
import type { CoverageReport } from '../coverage-report.ts';
import { listPlaces } from '../list-places.ts';
import { pageStyle } from './page-style.ts';
import { renderSource } from './render-source.ts';

/**
 * The changed files' source with what no test reaches marked in place: one page, whole in itself, without scripts and
 * requests. Whatever the change wrote stands in it as text only.
 */
export function renderCoverageHtml(report: CoverageReport): string {
  const { coverage, title, version } = report;
  const sum = describePatch(coverage);
  return [
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentPolicy(pageStyle)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(sum)} · Galley</title><style>${pageStyle}</style></head>\n<body><div class="page">`,
    `<h1 class="${tone(coverage)}">${escapeHtml(sum.charAt(0).toUpperCase() + sum.slice(1))}`,
    `<small>${htmlProse(title)}${renderSources(coverage)}</small></h1>`,
    `<p class="legend">${legend}</p>`,
    renderTable(coverage.files),
    renderLost(coverage),
    ...coverage.files.map((file, index) => renderFile(file, index, report)),
    `<footer>Made by Galley ${escapeHtml(version)}; this page loads nothing.</footer></div></body></html>\n`,
  ].join('');
}

const legend =
  '<b>+</b> added by the change · <b>✓</b> reached by tests · <b>✗</b> not reached, the marked code · <b>±</b> reached, but not by every way it can go';

/** Green only where something was measured, all of it is reached, and nothing is unknown. */
function tone({ files, gaps, statements, branches, functions }: PatchCoverage): string {
  if (gaps.length > 0 || files.some(({ state }) => state === 'no-data')) return 'open';
  return statements.total + branches.total + functions.total === 0 ? 'none' : 'ok';
}

function renderSources({ sources }: PatchCoverage): string {
  return sources.length === 0 ? '' : ` · from ${sources.map(htmlName).join(', ')}`;
}

function renderTable(files: readonly FileCoverage[]): string {
  if (files.length === 0) return '';
  const rows = files.map((file, index) => {
    const state = describeState(file);
    const sum = file.state === 'no-data' ? 'no data' : describeTallies(file);
    return `<tr><td><a href="#file-${index + 1}"><code>${htmlName(file.path)}</code></a><td>${escapeHtml(sum)}<td>${escapeHtml(state)}`;
  });
  return `<table><thead><tr><th scope="col">File<th scope="col">Reached by tests<th scope="col"></thead><tbody>${rows.join('')}</table>`;
}

function renderLost({ lost }: PatchCoverage): string {
  if (lost.length === 0) return '';
  const items = describeLost(lost).map((place) => `<li><code>${escapeHtml(place)}</code>`);
  return `<section><h2>${plural(lost.length, 'place')} no longer reached <small>though the change did not touch them</small></h2><ul>${items.join('')}</ul></section>`;
}

function renderFile(file: FileCoverage, index: number, { coverage, sources }: CoverageReport): string {
  const source = sources.find((one) => one.file.path === file.path);
  const gaps = coverage.gaps.filter(({ path }) => path === file.path);
  const state = describeState(file);
  const words =
    file.state === 'no-data'
      ? `no data: ${state}`
      : [describeTallies(file), state].filter(Boolean).join(' · ');
  const code = source?.text === undefined ? renderPlaces(gaps) : renderSource(source, gaps);
  return `<section id="file-${index + 1}"><h2>${htmlName(file.path)}<small>${escapeHtml(words)}</small></h2>${code}</section>\n`;
}

/** For a file whose text could not be read. */
function renderPlaces(gaps: readonly Gap[]): string {
  const items = listPlaces(gaps).map(
    (gap) => `<li>line ${describeLines(gap)}: ${escapeHtml(describeGap(gap))}`,
  );
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
}

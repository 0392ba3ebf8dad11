import picocolors from 'picocolors';
import { inertLine } from '../../safety/inert-text.ts';
import type { Page } from '../render-pretty-finding.ts';
import { wrapText } from '../wrap-text.ts';
import type { CoverageReport } from './coverage-report.ts';
import { describeGate } from './describe-gate.ts';
import { describePatch } from './describe-coverage.ts';
import { renderPrettyGaps } from './render-pretty-gaps.ts';

/** For people at a terminal: places no test reaches, by file; the sum last. One line where all is covered. */
export function renderCoveragePretty(
  report: CoverageReport,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const page: Page = {
    width: Math.max(40, Math.min(width, 100)),
    paint: picocolors.createColors(color),
  };
  const { coverage, gate } = report;
  const blocks = [...renderPrettyGaps(coverage, page), renderEnd(report, page)];
  const isFine = coverage.gaps.length === 0 && (gate?.below.length ?? 0) === 0;
  const isAll = isFine && coverage.files.every(({ state }) => state !== 'no-data');
  const sum = describePatch(coverage);
  const last = page.paint.bold(isAll ? page.paint.cyan(sum) : sum);
  const shown = [...blocks, [last]].filter((block) => block.length > 0);
  return `${shown.map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** Where the figures came from, and what was asked of them. */
function renderEnd({ coverage, gate, title }: CoverageReport, { paint, width }: Page): readonly string[] {
  const rows: readonly (readonly [string, string])[] = [
    ['Change', inertLine(title)],
    ['Data', coverage.sources.map(inertLine).join(', ')],
    ['Gate', describeGate(coverage, gate)],
  ];
  return rows
    .filter(([, text]) => text !== '')
    .flatMap(([label, text]) => {
      const [first = '', ...rest] = wrapText(text, width - 10);
      return [`${paint.dim(label.padEnd(10))}${first}`, ...rest.map((line) => `${' '.repeat(10)}${line}`)];
    });
}

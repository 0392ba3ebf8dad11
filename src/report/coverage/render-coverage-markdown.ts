import { escapeMarkdown } from '../../safety/escape-markdown.ts';
import { joinBlocks } from '../join-blocks.ts';
import type { CoverageReport } from './coverage-report.ts';
import { describeGate } from './describe-gate.ts';
import { renderMarkdownGaps } from './render-markdown-gaps.ts';

/** For a job summary or a comment, never longer than GitHub takes. */
export function renderCoverageMarkdown({ coverage, gate, title }: CoverageReport): string {
  const sources = coverage.sources.length === 0 ? '' : `, from ${coverage.sources.join(', ')}`;
  const told = [describeGate(coverage, gate), `${title}${sources}`].filter((text) => text !== '');
  const [head = '', ...blocks] = renderMarkdownGaps(coverage);
  return joinBlocks([head, ...blocks], [told.map(escapeMarkdown).join('  \n')]);
}

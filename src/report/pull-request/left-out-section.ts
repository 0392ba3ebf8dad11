import type { Review } from '../../review/review.ts';
import type { SummaryLinks } from '../../review/pull-request/summary-links.ts';
import { escapeMarkdown, renderCodeCell, renderCodeSpan } from '../../safety/escape-markdown.ts';
import { describeLines } from '../describe-finding.ts';
import { listGeneralReasons, listNotReviewed } from '../list-not-reviewed.ts';
import type { Section } from './fit-sections.ts';
import { renderLink } from './render-link.ts';

/** What was not reviewed, and why; nothing for a complete review. */
export function renderLeftOut(review: Review, links: SummaryLinks): readonly Section[] {
  const files = listNotReviewed(review).map(({ path, reason, parts }) => {
    const where = parts.length === 0 ? '' : ` lines ${parts.map(describeLines).join(', ')}`;
    return `- ${renderLink(renderCodeCell(path), links.blob(path))}${where}: ${escapeMarkdown(reason)}`;
  });
  const general = listGeneralReasons(review, 'model told').map((reason) => `- ${escapeMarkdown(reason)}`);
  const blocks = [...general, ...files];
  const failure = renderFailure(review);
  if (blocks.length === 0 && failure === '') return [];
  const head = ['### Not reviewed', ...(failure === '' ? [] : [failure])].join('\n\n');
  return [{ name: 'files not reviewed', priority: 2, head: `${head}\n`, blocks, glue: '\n', foot: '' }];
}

function renderFailure({ ledger }: Review): string {
  if (ledger.modelFailure === null) return '';
  const { message, todo } = ledger.modelFailure;
  const what = `**No model**: ${escapeMarkdown(message)}`;
  return todo === '' ? what : `${what}  \n**To do**: ${renderCodeSpan(todo)}`;
}

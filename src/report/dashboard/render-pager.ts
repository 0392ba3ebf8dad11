import { groupDigits } from '../describe-finding.ts';
import { escapeHtml } from '../html/escape-html.ts';
import type { Page, Paged } from '../../review/jobs/job-records.ts';

/** `1 to 50 of 1,203`, and where the others are; empty where all of it is there. */
export function renderPager(
  { rows, total }: Paged<unknown>,
  { offset, limit }: Page,
  linkTo: (offset: number) => string,
): string {
  if (total <= rows.length && offset === 0) return '';
  const shown =
    rows.length === 0
      ? `none of ${groupDigits(total)}`
      : `${groupDigits(offset + 1)} to ${groupDigits(offset + rows.length)} of ${groupDigits(total)}`;
  const newer = offset === 0 ? '' : renderLink(linkTo(Math.max(0, offset - limit)), 'prev', '← Newer');
  const older = offset + limit >= total ? '' : renderLink(linkTo(offset + limit), 'next', 'Older →');
  return `<nav class="pager" aria-label="Pages">${newer}<span>${shown}</span>${older}</nav>`;
}

function renderLink(address: string, rel: 'prev' | 'next', text: string): string {
  return `<a rel="${rel}" href="${escapeHtml(address)}">${text}</a>`;
}

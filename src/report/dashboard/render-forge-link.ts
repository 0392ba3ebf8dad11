import { escapeHtml } from '../html/escape-html.ts';

/** A link to where a review stands; empty for whatever is no web address. Whoever is there learns nothing of this page. */
export function renderForgeLink(url: string | undefined, text: string): string {
  if (url === undefined || !/^https?:\/\/[^\s]+$/i.test(url) || !URL.canParse(url)) return '';
  return `<a href="${escapeHtml(new URL(url).href)}" rel="noreferrer noopener">${escapeHtml(text)}</a>`;
}

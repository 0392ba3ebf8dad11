import type { Summary } from '../../review/forge-ports.ts';
import type { SummaryLinks } from '../../review/pull-request/summary-links.ts';
import { fitSections } from './fit-sections.ts';
import { renderSections } from './summary-sections.ts';

/** GitHub's own words say 65,536 characters; the rest is for what stands around it. */
const mostSummaryCharacters = 60_000;

/**
 * The one comment of a pull request that is kept up to date: Markdown, in which nothing that others wrote acts.
 *
 * @param most UTF-16 units that it may have: less where a marker stands in the same comment
 */
export function renderSummary(summary: Summary, links: SummaryLinks, most = mostSummaryCharacters): string {
  return fitSections(renderSections(summary, links, 'listed'), most, (text) => text.length);
}

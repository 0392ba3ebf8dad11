import type { Summary } from '../../review/forge-ports.ts';
import type { SummaryLinks } from '../../review/pull-request/summary-links.ts';
import { fitSections } from './fit-sections.ts';
import { renderSections } from './summary-sections.ts';

/** GitHub takes 1 MiB a step, and nothing of what is longer; other commands of the step may write there too. */
const mostBytes = 1_000_000;

/**
 * The same as the summary for the page of a job, with the text of every finding: there may be no comment that has it. How
 * to answer one is therefore left out.
 */
export function renderStepSummary(summary: Summary, links: SummaryLinks): string {
  const sections = renderSections(summary, links, 'all').filter(({ name }) => name !== 'hints');
  return fitSections(sections, mostBytes, bytesOf);
}

const encoder = new TextEncoder();

function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

import type { Summary } from '../../review/forge-ports.ts';
import type { SummaryLinks } from '../../review/pull-request/summary-links.ts';
import { describeVerdict } from '../describe-review.ts';
import { fitSections, type Section } from './fit-sections.ts';
import { renderSections } from './summary-sections.ts';

/** What a check says beside its annotations. */
export interface CheckText {
  /** Plain text on one line. */
  readonly title: string;
  /** Markdown: what decides. */
  readonly summary: string;
  /** Markdown: everything else. */
  readonly text: string;
}

const mostTitleCharacters = 250;
/** GitHub takes 65,535 of each. */
const mostCharacters = 60_000;
/** Sections up to this one say why a check is as it is. */
const decisive = 2;

export function renderCheckText(summary: Summary, links: SummaryLinks): CheckText {
  const [verdict, ...others] = renderSections(summary, links, 'all');
  const sections = verdict === undefined ? others : [withoutHeading(verdict), ...others];
  const isDecisive = ({ priority }: Section): boolean => priority <= decisive;
  const fit = (own: readonly Section[]): string => fitSections(own, mostCharacters, (text) => text.length);
  return {
    title: cut(describeVerdict(summary.review)),
    summary: fit(sections.filter(isDecisive)),
    text: fit(sections.filter((section) => !isDecisive(section))),
  };
}

/** A check's page shows the title right above. */
function withoutHeading(section: Section): Section {
  return { ...section, head: section.head.replace(/^## .*\n\n/, '') };
}

function cut(title: string): string {
  const points = Array.from(title);
  return points.length <= mostTitleCharacters
    ? title
    : `${points.slice(0, mostTitleCharacters - 1).join('')}…`;
}

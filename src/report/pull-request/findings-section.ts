import type { Finding } from '../../finding/finding.ts';
import type { Summary } from '../../review/forge-ports.ts';
import type { SummaryLinks } from '../../review/pull-request/summary-links.ts';
import { renderCell } from '../../safety/render-prose.ts';
import { plural } from '../describe-finding.ts';
import { isMirror } from '../list-findings.ts';
import type { Section } from './fit-sections.ts';
import { linkAnchor } from './link-place.ts';
import { renderLink } from './render-link.ts';

/** A row for each finding that is told, worst first, then those that are folded. */
export function renderFindings(summary: Summary, links: SummaryLinks): readonly Section[] {
  const { findings, shown } = summary.review;
  const comments = new Map(summary.known.map(({ finding, comment }) => [finding.fingerprint, comment.id]));
  const listed = new Set(summary.listed.map(({ fingerprint }) => fingerprint));
  const isTold = (finding: Finding, index: number): boolean =>
    index < shown || comments.has(finding.fingerprint) || listed.has(finding.fingerprint);
  const own = findings.filter((finding) => !isMirror(finding));
  const told = own.filter((finding) => isTold(finding, findings.indexOf(finding)));
  const folded = own.filter((finding) => !told.includes(finding));
  const render = (finding: Finding): string => {
    const comment = comments.get(finding.fingerprint);
    const more = comment === undefined ? '' : `, ${renderLink('comment', links.comment(comment))}`;
    return `| ${words[finding.severity]} | ${linkAnchor(finding.anchor, links)} | ${titleOf(finding)}${more} |`;
  };
  return [
    ...(told.length === 0 ? [] : [table('findings', 1, ['', ''], told.map(render))]),
    ...(folded.length === 0 ? [] : [table('folded findings', 6, fold(folded.length), folded.map(render))]),
  ];
}

function table(
  name: string,
  priority: number,
  [before, foot]: readonly [before: string, foot: string],
  blocks: readonly string[],
): Section {
  return {
    name,
    priority,
    head: `${before}| | where | what |\n| --- | --- | --- |`,
    blocks,
    glue: '\n',
    foot,
  };
}

function fold(count: number): readonly [before: string, foot: string] {
  return [`<details>\n<summary>${plural(count, 'more finding')}, folded</summary>\n\n`, '</details>'];
}

const words = { error: '**error**', warning: 'warning', info: 'note' } as const;

/** A message is longer than a cell should be. */
function titleOf({ title, message }: Finding): string {
  return renderCell(title === '' ? message : title);
}

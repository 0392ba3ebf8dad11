import type { Dismissal, Summary } from '../../review/forge-ports.ts';
import type { SummaryLinks } from '../../review/pull-request/summary-links.ts';
import { renderCodeSpan } from '../../safety/escape-markdown.ts';
import { renderLine } from '../../safety/render-prose.ts';
import { plural } from '../describe-finding.ts';
import type { Section } from './fit-sections.ts';
import { linkAnchor, linkLines } from './link-place.ts';

/** What is not told because somebody does not want to hear it: by whom and how, so that nothing is muted unseen. */
export function renderSilence(summary: Summary, links: SummaryLinks): readonly Section[] {
  const { silencedFindings } = summary.review.ledger.rules;
  const dismissed = summary.dismissed.map(({ finding, dismissal }) => {
    const { title, message, severity } = finding;
    const what = renderLine(title === '' ? message : title);
    return `- ${severity}, ${linkAnchor(finding.anchor, links)}: ${what}; ${describeDismissal(dismissal)}`;
  });
  const silenced = silencedFindings.map(
    ({ rule, path, line }) =>
      `- ${linkLines({ path, startLine: line, endLine: line }, links)}: ${renderCodeSpan(rule)}`,
  );
  return [
    ...list('dismissed findings', `**${plural(dismissed.length, 'finding')} dismissed**`, dismissed),
    ...list(
      'silenced findings',
      `**${plural(silenced.length, 'finding')} silenced by comments in the code**`,
      silenced,
    ),
  ];
}

function list(name: string, title: string, blocks: readonly string[]): readonly Section[] {
  if (blocks.length === 0) return [];
  return [{ name, priority: 2, head: `${title}\n`, blocks, glue: '\n', foot: '' }];
}

const ways = { command: 'with a command', reaction: 'with a reaction', resolved: 'by resolving it' } as const;

function describeDismissal({ by, role, how, reason }: Dismissal): string {
  const who = `${renderCodeSpan(by)}${role === 'author' ? ', the author of the change,' : ''}`;
  return `dismissed by ${who} ${ways[how]}${reason === '' ? '' : `: ${renderLine(reason)}`}`;
}

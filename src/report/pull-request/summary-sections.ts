import type { Summary } from '../../review/forge-ports.ts';
import type { SummaryLinks } from '../../review/pull-request/summary-links.ts';
import { escapeMarkdown, renderCodeSpan } from '../../safety/escape-markdown.ts';
import { plural } from '../describe-finding.ts';
import { describeVerdict, describeWork } from '../describe-review.ts';
import { isMirror } from '../list-findings.ts';
import { renderMarkdownTests } from '../tests/render-markdown-tests.ts';
import { renderAccount } from './account-section.ts';
import { renderCoverage } from './coverage-section.ts';
import { renderFindings } from './findings-section.ts';
import type { Section } from './fit-sections.ts';
import { renderLeftOut } from './left-out-section.ts';
import { renderListed } from './listed-section.ts';
import { renderLink } from './render-link.ts';
import { renderSilence } from './silence-section.ts';

/** Which findings are told with all their text: those without a comment of their own, or all. */
export type Explained = 'listed' | 'all';

/** Everything that a summary tells, in the order in which people read it. */
export function renderSections(
  summary: Summary,
  links: SummaryLinks,
  explained: Explained,
): readonly Section[] {
  const { review, listed } = summary;
  const told = explained === 'all' ? review.findings.filter((finding) => !isMirror(finding)) : listed;
  const head = explained === 'all' ? '### Findings' : '### Findings without a comment of their own';
  return [
    renderVerdict(summary, links),
    ...renderFindings(summary, links),
    ...renderListed(head, told, links),
    ...renderLeftOut(review, links),
    ...renderSilence(summary, links),
    ...renderCoverage(review.coverage, links),
    ...renderTests(summary),
    ...renderDismissing(summary),
    renderAccount(review),
  ];
}

/** The verdict, and in one more line of what. */
export function renderVerdict({ review, memory, fixed, reused }: Summary, links: SummaryLinks): Section {
  const verdict = describeVerdict(review);
  const work = describeWork(review.ledger);
  const at = `at ${renderCodeSpan(memory.head.slice(0, 7))}`;
  const known = reused === 0 ? '' : `, ${plural(reused, 'chunk')} unchanged since the last review`;
  const looked = verdict.includes(work) ? 'Looked' : `Galley ${escapeMarkdown(work)},`;
  const line = `${looked} ${at}${known}.`;
  const comments = fixed
    .slice(0, 20)
    .map(({ id }, index) => renderLink(String(index + 1), links.comment(id)));
  const mended = `${plural(fixed.length, 'finding')} fixed since: ${comments.join(', ')}.`;
  const head = `## Galley: ${escapeMarkdown(verdict)}\n\n${[line, ...(fixed.length === 0 ? [] : [mended])].join(' ')}`;
  return { name: 'verdicts', priority: 0, head, blocks: [], glue: '\n\n', foot: '' };
}

function renderTests({ review: { tests } }: Summary): readonly Section[] {
  if (tests.length === 0) return [];
  const blocks = tests.map((test) => renderMarkdownTests([test]).slice(1).join('\n\n'));
  const word = plural(tests.length, 'suggested test');
  const head = `<details>\n<summary>${word}, run before ${tests.length === 1 ? 'it is' : 'they are'} shown</summary>`;
  return [{ name: 'suggested tests', priority: 8, head, blocks, glue: '\n\n', foot: '</details>' }];
}

/** How to say that a finding is no use, where there is one. */
function renderDismissing({ review, listed, listening }: Summary): readonly Section[] {
  if (review.findings.every(isMirror)) return [];
  const how =
    'A finding is no use? Answer its comment with `/galley dismiss REASON`, react to it with 👎, or resolve it.';
  const without = 'For one without a comment, say here `/galley dismiss FINGERPRINT REASON`.';
  const when =
    listening === 'none' ? 'Galley reads it when it next runs, not at once.' : 'Galley answers at once.';
  const who =
    'It counts from people who may write to this repository, and from the author, whose dismissals are listed.';
  const head = `<sub>${[how, ...(listed.length === 0 ? [] : [without]), when, who].join(' ')}</sub>`;
  return [{ name: 'hints', priority: 2, head, blocks: [], glue: '\n\n', foot: '' }];
}

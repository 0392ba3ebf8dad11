import type { Finding } from '../finding/finding.ts';
import type { Review } from '../review/review.ts';
import { renderGithubGaps } from './coverage/render-github-gaps.ts';
import { describeFinding, describeLines, headLines, plural, type SeverityTable } from './describe-finding.ts';
import { describeVerdict } from './describe-review.ts';
import { mostAnnotations, renderCommand, type CommandName } from './github-command.ts';
import { countFolded, listSaid } from './list-findings.ts';
import { listGeneralReasons, listNotReviewed } from './list-not-reviewed.ts';
import { tellTest } from './tests/describe-test.ts';

const commands: SeverityTable<CommandName> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Workflow commands, one a line: findings within the cap, each path not reviewed, suggested tests, gaps, then the verdict.
 * GitHub shows few annotations of a kind a step: the cap keeps findings visible, and gaps take what is left.
 */
export function renderGithub(review: Review): string {
  const folded = countFolded(review);
  const said = listSaid(review);
  const notices =
    said.filter((finding) => finding.severity === 'info').length +
    review.tests.length +
    (folded === 0 ? 1 : 2);
  const lines = [
    ...said.map(annotate),
    ...listNotReviewed(review).map(({ path, reason, parts }) => {
      const where = parts.length === 0 ? '' : `lines ${parts.map(describeLines).join(', ')}: `;
      return renderCommand('warning', { file: path, title: 'Galley: not reviewed' }, `${where}${reason}`);
    }),
    ...listGeneralReasons(review).map((reason) =>
      renderCommand('warning', { title: 'Galley: incomplete' }, reason),
    ),
    ...review.tests.map((test) =>
      renderCommand('notice', { file: test.target.path, title: 'Galley: suggested test' }, tellTest(test)),
    ),
    ...renderGithubGaps(review.gaps, Math.max(1, mostAnnotations - notices)),
    ...(folded === 0
      ? []
      : [renderCommand('notice', { title: 'Galley' }, `${plural(folded, 'finding')} folded`)]),
    renderCommand(review.complete ? 'notice' : 'warning', { title: 'Galley' }, describeVerdict(review)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function annotate(finding: Finding): string {
  const lines = headLines(finding.anchor);
  const place = lines && { line: lines.startLine, endLine: lines.endLine };
  const properties = { file: finding.anchor.path, ...place, title: finding.title };
  const text = finding.message === '' ? finding.title : finding.message;
  const full = lines === undefined ? describeFinding(finding, false) : text;
  return renderCommand(commands[finding.severity], properties, `${full} [${finding.rule}]`);
}

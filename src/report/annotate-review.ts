import type { Finding } from '../finding/finding.ts';
import type { Review } from '../review/review.ts';
import type { TestSuggestion } from '../testgen/test-suggestion.ts';
import { describeFinding, describeLines, headLines, type SeverityTable } from './describe-finding.ts';
import { renderCommand, type CommandName } from './github-command.ts';
import { listGeneralReasons, listNotReviewed } from './list-not-reviewed.ts';
import { tellTest } from './tests/describe-test.ts';

/** A workflow command, and of which kind: GitHub counts each kind by itself. */
export interface Annotation {
  readonly command: CommandName;
  readonly line: string;
}

const commands: SeverityTable<CommandName> = { error: 'error', warning: 'warning', info: 'notice' };

export function annotateFinding(finding: Finding): Annotation {
  const lines = headLines(finding.anchor);
  const place = lines && { line: lines.startLine, endLine: lines.endLine };
  const properties = { file: finding.anchor.path, ...place, title: finding.title };
  const text = finding.message === '' ? finding.title : finding.message;
  const full = lines === undefined ? describeFinding(finding, false) : text;
  const command = commands[finding.severity];
  return { command, line: renderCommand(command, properties, `${full} [${finding.rule}]`) };
}

/** Each path not reviewed, then what else makes the Review incomplete. */
export function annotateLeftOut(review: Review): readonly Annotation[] {
  const paths = listNotReviewed(review).map(({ path, reason, parts }) => {
    const where = parts.length === 0 ? '' : `lines ${parts.map(describeLines).join(', ')}: `;
    return renderCommand('warning', { file: path, title: 'Galley: not reviewed' }, `${where}${reason}`);
  });
  const reasons = listGeneralReasons(review).map((reason) =>
    renderCommand('warning', { title: 'Galley: incomplete' }, reason),
  );
  return [...paths, ...reasons].map((line) => ({ command: 'warning', line }));
}

export function annotateTest(test: TestSuggestion): Annotation {
  const properties = { file: test.target.path, title: 'Galley: suggested test' };
  return { command: 'notice', line: renderCommand('notice', properties, tellTest(test)) };
}

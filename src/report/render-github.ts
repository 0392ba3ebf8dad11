import type { Finding } from '../finding/finding.ts';
import type { Review } from '../review/review.ts';
import { describeFinding, describeLines, headLines, plural, type SeverityTable } from './describe-finding.ts';
import { describeVerdict } from './describe-review.ts';
import { inertName, inertText } from './inert-text.ts';
import { listGeneralReasons, listNotReviewed } from './list-not-reviewed.ts';

type Command = 'error' | 'warning' | 'notice';
interface Properties {
  readonly file?: string;
  /** Head lines, 1-based inclusive. */
  readonly line?: number;
  readonly endLine?: number;
  readonly title: string;
}

const commands: SeverityTable<Command> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Workflow commands, one a line: findings within the cap, each path not reviewed, then the verdict. GitHub shows 10
 * annotations of a kind a step, so the cap keeps them all visible.
 */
export function renderGithub(review: Review): string {
  const folded = review.findings.length - review.shown;
  const lines = [
    ...review.findings.slice(0, review.shown).map(annotate),
    ...listNotReviewed(review).map(({ path, reason, parts }) => {
      const where = parts.length === 0 ? '' : `lines ${parts.map(describeLines).join(', ')}: `;
      return renderCommand('warning', { file: path, title: 'Galley: not reviewed' }, `${where}${reason}`);
    }),
    ...listGeneralReasons(review).map((reason) =>
      renderCommand('warning', { title: 'Galley: incomplete' }, reason),
    ),
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

function renderCommand(command: Command, properties: Properties, message: string): string {
  const pairs = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeProperty(inertName(String(value)))}`,
  );
  return `::${command} ${pairs.join(',')}::${escapeData(inertText(message))}`;
}

/** As the runner unescapes it: actions/toolkit, docs/commands.md. */
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

import picocolors from 'picocolors';
import type { Review } from '../review/review.ts';
import { renderPrettyGaps } from './coverage/render-pretty-gaps.ts';
import { plural } from './describe-finding.ts';
import { describeLedger, describeProfile, type LedgerRow } from './describe-ledger.ts';
import { describeVerdict } from './describe-review.ts';
import type { ReportContext } from './format.ts';
import { inertLine, inertName } from '../safety/inert-text.ts';
import { countFolded, listSaid } from './list-findings.ts';
import { groupByReason, listGeneralReasons, listNotReviewed } from './list-not-reviewed.ts';
import { renderPrettyFinding, type Page } from './render-pretty-finding.ts';
import { renderPrettyTests } from './tests/render-pretty-tests.ts';
import { wrapText } from './wrap-text.ts';

/** For people at a terminal: findings by file, what was not reviewed, the account, the verdict last. */
export function renderPretty(review: Review, context: ReportContext): string {
  const page: Page = {
    width: Math.max(40, Math.min(context.width, 100)),
    paint: picocolors.createColors(context.color),
  };
  const blocks = [
    ...renderFiles(review, page),
    renderFolded(review, page),
    ...(review.coverage === null ? [] : renderPrettyGaps(review.coverage, page)),
    ...renderPrettyTests(review.tests, page),
    renderNotReviewed(review, page),
    renderRows(describeLedger(review), page),
    context.profile
      ? renderRows([['Profile', 'time and tokens a stage'], ...describeProfile(review.ledger)], page)
      : [],
    renderFailure(review, page),
    [renderVerdict(review, page)],
  ];
  const shown = blocks.filter((block) => block.length > 0);
  return `${shown.map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** One block a finding; a file's findings stand together under its name. */
function renderFiles(review: Review, page: Page): readonly (readonly string[])[] {
  const shown = listSaid(review);
  const paths = [...new Set(shown.map((finding) => finding.anchor.path))];
  return paths.flatMap((path) => {
    const inFile = shown.filter((finding) => finding.anchor.path === path);
    const [first = [], ...others] = inFile.map((finding) => renderPrettyFinding(finding, page));
    return [[page.paint.bold(inertName(path)), '', ...first], ...others];
  });
}

function renderFolded(review: Review, { paint }: Page): readonly string[] {
  const folded = countFolded(review);
  if (folded === 0) return [];
  return [paint.dim(`${plural(folded, 'more finding')} folded: --format json lists all of them`)];
}

/** Every path is named, and each reason said once. */
function renderNotReviewed(review: Review, { paint, width }: Page): readonly string[] {
  const open = listNotReviewed(review);
  const general = listGeneralReasons(review, 'model told').map(inertLine);
  if (open.length + general.length === 0) return [];
  const lines = [...groupByReason(open)].flatMap(([reason, places]) => [
    ...wrapText(reason, width - 2).map((line) => `  ${line}`),
    ...wrapText(places.join(', '), width - 4).map((line) => `    ${line}`),
  ]);
  const count = open.length === 0 ? '' : `: ${plural(open.length, 'file')}`;
  return [
    paint.bold(paint.magenta(`! Not reviewed${count}`)),
    ...general.map((line) => `  ${line}`),
    ...lines,
  ];
}

function renderRows(rows: readonly LedgerRow[], { paint, width }: Page): readonly string[] {
  return rows.flatMap(([label, text]) => {
    const [first = '', ...rest] = wrapText(text, width - 10);
    const head = `${paint.dim(label.padEnd(10))}${first}`.trimEnd();
    return [head, ...rest.map((line) => `${' '.repeat(10)}${line}`)];
  });
}

/** What went wrong with the model and what to do, in two lines. */
function renderFailure({ ledger }: Review, { paint }: Page): readonly string[] {
  if (ledger.modelFailure === null) return [];
  const { message, todo } = ledger.modelFailure;
  const what = `${paint.bold('No model:')} ${inertLine(message)}`;
  return todo === '' ? [what] : [what, `${paint.bold('To do:')}    ${inertLine(todo)}`];
}

/** One line however long, so that scripts and people can search for it. */
function renderVerdict(review: Review, { paint }: Page): string {
  const text = describeVerdict(review);
  const isClean = review.complete && review.findings.length + review.gaps.length === 0;
  return paint.bold(isClean ? paint.cyan(text) : text);
}

import picocolors from 'picocolors';
import { gates } from '../../testgen/test-suggestion.ts';
import { renderPrettyGaps } from '../coverage/render-pretty-gaps.ts';
import { plural } from '../describe-finding.ts';
import type { Format, ReportContext } from '../format.ts';
import { inertLine, inertName } from '../../safety/inert-text.ts';
import { listSaid } from '../list-findings.ts';
import { renderPrettyFinding, type Page } from '../render-pretty-finding.ts';
import { renderReport } from '../render-report.ts';
import { wrapText } from '../wrap-text.ts';
import { renderPrettyTests } from './render-pretty-tests.ts';
import type { TestsRun } from './tests-run.ts';

/** Outputs of `galley tests`. */
export const testFormats = [
  'pretty',
  'json',
  'markdown',
  'html',
  'agent',
] as const satisfies readonly Format[];
export type TestFormat = (typeof testFormats)[number];

/** All but the one for a terminal are the outputs of a review. */
export async function renderTestsRun(
  format: TestFormat,
  run: TestsRun,
  context: ReportContext,
): Promise<string> {
  return format === 'pretty' ? renderPretty(run, context) : renderReport(format, run.review, context);
}

function renderPretty(run: TestsRun, context: ReportContext): string {
  const page: Page = {
    width: Math.max(40, Math.min(context.width, 100)),
    paint: picocolors.createColors(context.color),
  };
  const { review } = run;
  const blocks: readonly (readonly string[])[] = [
    ...(review.coverage === null ? [] : renderPrettyGaps(review.coverage, page)),
    ...listSaid(review).map((finding) => renderPrettyFinding(finding, page)),
    ...renderPrettyTests(review.tests, page),
    renderFunnel(run, page),
    renderOutcome(run, page),
  ].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** How many candidates came through each gate. */
function renderFunnel({ ledger }: TestsRun, { paint, width }: Page): readonly string[] {
  if (ledger === undefined || ledger.funnel.parses.tried === 0) return [];
  const counts = gates.map((gate) => `${gate} ${ledger.funnel[gate].passed}/${ledger.funnel[gate].tried}`);
  const open = ledger.targets.filter(({ outcome }) => outcome === 'open').length;
  const failed = ledger.targets.filter(({ outcome, reason }) => outcome !== 'closed' && reason !== '');
  return [
    paint.bold('Candidates through the gates'),
    ...wrapText(counts.join('  '), width - 2).map((line) => `  ${line}`),
    ...failed
      .slice(0, 8)
      .flatMap(({ path, function: name, reason }) =>
        wrapText(`${inertName(path)} ${inertName(name)}: ${inertLine(reason)}`, width - 2).map(
          (line) => `  ${paint.dim(line)}`,
        ),
      ),
    ...(open === 0 ? [] : [`  ${plural(open, 'function')} not reached in time: --budget, --max`]),
  ];
}

function renderOutcome(
  { review, ledger, sandbox, failure, written }: TestsRun,
  page: Page,
): readonly string[] {
  const { paint, width } = page;
  const targets = ledger?.targets ?? [];
  const closed = targets.reduce((sum, target) => sum + target.closed, 0);
  const listed = review.gaps.filter(({ kind }) => kind !== 'file').length;
  // Arms within functions that are Gaps as a whole are wanted too, and listed nowhere.
  const wanted = Math.max(
    listed,
    targets.reduce((sum, target) => sum + target.gaps, 0),
  );
  const cost =
    ledger === undefined
      ? ''
      : ` ${ledger.calls} calls, ${ledger.tokens.prompt} tokens in, ${ledger.tokens.reply} out, ${Math.round(ledger.seconds)} s.`;
  const told =
    wanted === 0
      ? 'Nothing that tests do not reach.'
      : `${plural(review.tests.length, 'test')} suggested: ${closed} of ${plural(wanted, 'gap')} closed.${cost}`;
  return [
    ...(failure === undefined
      ? []
      : wrapText(
          `No test could be asked for: ${inertLine(failure.message)} ${inertLine(failure.todo)}`,
          width,
        )),
    ...written.map((path) => `wrote ${inertName(path)}`),
    ...(ledger === undefined
      ? []
      : wrapText(`Ran in ${inertLine(sandbox)}`, width).map((line) => paint.dim(line))),
    paint.bold(told),
    ...(review.tests.length > 0 && written.length === 0
      ? ['galley tests --write puts them into the working tree']
      : []),
  ];
}

import type { TestSuggestion } from '../../testgen/test-suggestion.ts';
import { inertLine, inertText } from '../../safety/inert-text.ts';
import type { Page } from '../render-pretty-finding.ts';
import { truncateLine, wrapText } from '../wrap-text.ts';
import { describeGained, describeGates, describeRun, describeTestFile } from './describe-test.ts';

/** A longer test is cut: `--format json` holds it whole. */
const mostLines = 60;

/** More Gaps that one test closes are counted only. */
const mostGained = 5;

/** Tests that were run, for people at a terminal: a block each. */
export function renderPrettyTests(
  tests: readonly TestSuggestion[],
  page: Page,
): readonly (readonly string[])[] {
  return tests.map((test, index) => [
    ...(index === 0 ? [page.paint.bold('Suggested tests, run before they are shown'), ''] : []),
    ...renderTest(test, page),
  ]);
}

function renderTest(test: TestSuggestion, { paint, width }: Page): readonly string[] {
  const code = inertText(test.added.replace(/\n$/, '')).replace(/\t/g, '  ').split('\n');
  const facts = [
    ...listGained(test),
    describeRun(test),
    `gates: ${describeGates(test.gates)}`,
    ...test.repairs.map((repair) => `mended: ${inertLine(repair)}`),
    `run: ${inertLine(test.command)} (${inertLine(test.sandbox)})`,
  ];
  return [
    `  ${paint.bold(paint.cyan('+ test'))}  ${describeTestFile(test)}`,
    ...wrapText(inertLine(test.title), width - 4).map((line) => `    ${paint.bold(line)}`),
    ...code.slice(0, mostLines).map((line) => `    ${paint.dim('|')} ${truncateLine(line, width - 6)}`),
    ...(code.length > mostLines ? [`    ${paint.dim(`| (${code.length - mostLines} more lines)`)}`] : []),
    ...facts.flatMap((fact) => wrapText(fact, width - 4)).map((line) => `    ${line}`),
  ];
}

function listGained(test: TestSuggestion): readonly string[] {
  const gained = describeGained(test);
  const more = gained.length - mostGained;
  return more > 1 ? [...gained.slice(0, mostGained), `and ${more} more`] : gained;
}

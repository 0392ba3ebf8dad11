import type { Gap } from '../../coverage/gap.ts';
import { escapeMarkdown, renderCodeBlock, renderCodeSpan } from '../../safety/escape-markdown.ts';
import { describeGap } from '../coverage/describe-coverage.ts';
import { describeLines, plural } from '../describe-finding.ts';
import { renderMarkdownTests } from './render-markdown-tests.ts';
import type { TestsRun } from './tests-run.ts';

export interface TestsReply extends Pick<TestsRun, 'review' | 'failure' | 'sandbox'> {
  /** Of all suggested tests, for `git apply`; empty: there are none, or they cannot be told so. */
  readonly patch: string;
}

/** What `/galley tests` answers when tests were run: each suggestion with its run, and one patch of them all. */
export function renderTestsReply({ review, failure, sandbox, patch }: TestsReply): string {
  const { tests, gaps } = review;
  const closed = new Set(tests.flatMap(({ gained }) => gained.map(keyOf)));
  const open = gaps.filter((gap) => !closed.has(keyOf(gap)));
  const sum =
    gaps.length === 0
      ? 'The tests reach all that this change adds, as far as it could be measured.'
      : `${plural(gaps.length, 'place')} of this change that no test reaches; ${tests.length === 0 ? 'no test is suggested' : `${plural(tests.length, 'test')} suggested`}. Tests ran in ${escapeMarkdown(sandbox)}.`;
  const unmeasured = review.ledger.files.filter(({ outcome }) => outcome === 'not-reviewed');
  return [
    sum,
    ...(failure === undefined
      ? []
      : ['The model did not answer to the end: others may be suggested another time.']),
    ...(tests.length === 0
      ? []
      : [
          fold(
            `${plural(tests.length, 'suggested test')}, run before shown`,
            [
              ...(patch === '' ? [] : ['For <code>git apply</code>:', renderCodeBlock(patch.trimEnd())]),
              ...renderMarkdownTests(tests),
            ].join('\n\n'),
          ),
        ]),
    ...(open.length === 0 ? [] : [fold(`${plural(open.length, 'gap')} left`, listGaps(open))]),
    ...(unmeasured.length === 0
      ? []
      : [
          fold(
            `${plural(unmeasured.length, 'file')} not measured`,
            unmeasured
              .slice(0, mostListed)
              .map(({ path, reason }) => `- ${renderCodeSpan(path)}: ${escapeMarkdown(reason)}`)
              .join('\n'),
          ),
        ]),
  ].join('\n\n');
}

/** A function of the change. */
export interface AddedFunction {
  readonly path: string;
  readonly name: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * What is known of a function's tests without a run.
 *
 * - `not-loaded`: no test file loads its file, through whatever others
 * - `not-named`: those that do never name it
 * - `named`: one does; which of its lines are reached is not known
 */
export type WhatIsKnown = 'not-loaded' | 'not-named' | 'named';

export interface KnownFunction extends AddedFunction {
  readonly known: WhatIsKnown;
}

const unmeasured: Readonly<Record<WhatIsKnown, string>> = {
  'not-loaded': 'No test file loads the files of these',
  'not-named': 'No test file that could reach these names them',
  named: 'Test files name these; which of their lines they reach nobody has measured',
};

/** The answer where no test may be run: gaps as far as files tell them, and what would have to be set. @param why a sentence */
export function renderTestsUnrun(functions: readonly KnownFunction[], why: string): string {
  const gaps = functions.filter(({ known }) => known !== 'named').length;
  const lists = (['not-loaded', 'not-named', 'named'] as const).flatMap((known) => {
    const rows = functions.filter((one) => one.known === known);
    return rows.length === 0 ? [] : [`${unmeasured[known]}:\n\n${listFunctions(rows)}`];
  });
  return [
    `No test was run, and none is shown that was not run: ${why}`,
    functions.length === 0
      ? 'This change touches no function that tests could be written for.'
      : `${gaps} of ${plural(functions.length, 'function')} of this change ${gaps === 1 ? 'has' : 'have'} no test, as far as files tell:`,
    ...lists,
  ].join('\n\n');
}

function listFunctions(functions: readonly AddedFunction[]): string {
  const rows = functions
    .slice(0, mostListed)
    .map(({ path, name, line }) => `- ${renderCodeSpan(`${path}:${line}`)} ${renderCodeSpan(name)}`);
  const more = functions.length - rows.length;
  return [...rows, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

const mostListed = 40;

function listGaps(gaps: readonly Gap[]): string {
  const rows = gaps
    .slice(0, mostListed)
    .map((gap) => `- ${renderCodeSpan(gap.path)} ${describeLines(gap)}: ${escapeMarkdown(describeGap(gap))}`);
  const more = gaps.length - rows.length;
  return [...rows, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

function keyOf({ path, startLine, endLine, kind, arm }: Gap): string {
  return JSON.stringify([path, startLine, endLine, kind, arm]);
}

function fold(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

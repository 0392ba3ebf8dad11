import type { TestSuggestion } from '../../testgen/test-suggestion.ts';
import { escapeMarkdown, renderCodeBlock, renderCodeSpan } from '../../safety/escape-markdown.ts';
import { describeGained, describeGates, describeRun } from './describe-test.ts';

/** Tests that were run, for a job summary or a comment. */
export function renderMarkdownTests(tests: readonly TestSuggestion[]): readonly string[] {
  if (tests.length === 0) return [];
  return ['### Suggested tests, run before they are shown', ...tests.flatMap(renderTest)];
}

function renderTest(test: TestSuggestion): readonly string[] {
  const gained = describeGained(test).map((gap) => `- ${escapeMarkdown(gap)}`);
  const repairs =
    test.repairs.length === 0
      ? ''
      : `Mended before it ran: ${test.repairs.map(escapeMarkdown).join(', ')}.  \n`;
  return [
    `**${escapeMarkdown(test.title)}**, ${test.isNew ? 'new file' : 'addition to'} ${renderCodeSpan(test.path)}: ${escapeMarkdown(describeRun(test))}`,
    renderCodeBlock(test.added.replace(/\r?\n$/, '')),
    gained.join('\n'),
    `${repairs}Gates: ${escapeMarkdown(describeGates(test.gates))}.  \nRun: ${renderCodeSpan(test.command)} in ${escapeMarkdown(test.sandbox)}`,
  ];
}

import * as z from 'zod';
import { GalleyError } from '../../errors.ts';
import { maskText } from '../../safety/mask-lines.ts';
import type { Gap } from '../../coverage/gap.ts';
import type { TestSuggestion } from '../../testgen/test-suggestion.ts';
import { testSchema } from '../coverage-schema.ts';
import { publishTest } from '../publish-coverage.ts';

/** Larger than what any run suggests. */
export const mostPackedBytes = 4 * 1024 * 1024;
const mostTests = 100;

const path = z.string().max(4096).refine(isInside, 'a path that leaves the repository');

const packSchema = z.strictObject({
  galleyTests: z.literal(1),
  headCommit: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/),
  tests: z
    .array(
      testSchema.extend({
        path,
        target: z.strictObject({ path, function: z.string().max(1000) }),
      }),
    )
    .max(mostTests),
});

/** What one job found about a commit, for another one to show: a JSON text. */
export function packTests(tests: readonly TestSuggestion[], headCommit: string): string {
  return `${JSON.stringify({ galleyTests: 1, headCommit, tests: tests.map(publishTest) })}\n`;
}

/**
 * Reads what another job packed. It ran code of the change, so nothing in it is to be believed but as something to show.
 *
 * @param headCommit what must have been tested
 * @throws GalleyError `broken-report`, or `stale-report` for another commit
 */
export function unpackTests(text: string, headCommit: string): readonly TestSuggestion[] {
  const result = packSchema.safeParse(parse(text));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw broken(`At ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'something else'}.`);
  }
  const { headCommit: tested, tests } = result.data;
  if (tested === headCommit) return tests.map(readTest);
  throw new GalleyError('stale-report', {
    what: 'The suggested tests are about another commit',
    why: `They were run on ${tested.slice(0, 7)}, under review is ${headCommit.slice(0, 7)}.`,
    todo: 'Check out the head in the job with mode tests: ref: ${{ github.event.pull_request.head.sha }}',
  });
}

function readTest(test: z.infer<typeof testSchema>): TestSuggestion {
  const { new: isNew, characterisation: isCharacterisation, atBase, gained, ...same } = test;
  return {
    ...same,
    title: maskText(test.title),
    added: maskText(test.added),
    text: maskText(test.text),
    isNew,
    isCharacterisation,
    gained: gained.map(readGap),
    ...(atBase === null ? {} : { atBase }),
  };
}

/** Without columns, which are not published. */
function readGap(gap: z.infer<typeof testSchema>['gained'][number]): Gap {
  const { startLine, endLine } = gap;
  const place = { startLine, startColumn: undefined, endLine, endColumn: undefined };
  return { ...gap, place, armIndex: undefined };
}

function isInside(text: string): boolean {
  const parts = text.split('/');
  return (
    text !== '' && !/[\\\0-\x1f\x7f]/.test(text) && !parts.some((part) => /^(\.{0,2}|\.git)$/i.test(part))
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw broken('It is not JSON.', cause);
  }
}

function broken(why: string, cause?: unknown): GalleyError {
  return new GalleyError('broken-report', {
    what: "The file of suggested tests can't be used",
    why,
    todo: "Hand over the output report-file of the job with mode tests as it is: it is the review's input tests",
    cause,
  });
}

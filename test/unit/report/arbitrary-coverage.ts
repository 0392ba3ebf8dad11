import fc from 'fast-check';
import type { FileCoverage, Gap, PatchCoverage, Tally } from '../../../src/coverage/gap.ts';
import { gates, type TestSuggestion } from '../../../src/testgen/test-suggestion.ts';

/** What a change, a report or a model wrote is any text at all. */
interface Texts {
  readonly text: fc.Arbitrary<string>;
  readonly path: fc.Arbitrary<string>;
}

const count = fc.nat({ max: 5000 });
const certainty = fc.constantFrom('high' as const, 'low' as const);

const tally: fc.Arbitrary<Tally> = fc
  .tuple(count, count)
  .map(([covered, more]) => ({ covered, total: covered + more }));

const lines = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.nat({ max: 30 }))
  .map(([startLine, more]) => ({ startLine, endLine: startLine + more }));

export const arbitraryGap = ({ text, path }: Texts): fc.Arbitrary<Gap> =>
  fc
    .record({
      path,
      lines,
      kind: fc.constantFrom('statement' as const, 'function' as const, 'branch' as const, 'file' as const),
      arm: text,
      function: text,
      condition: text,
      certainty,
      armIndex: fc.constantFrom(undefined, 0, 1),
    })
    .map(({ lines: range, ...rest }) => ({
      ...rest,
      ...range,
      place: { ...range, startColumn: undefined, endColumn: undefined },
    }));

const arbitraryFile = ({ text, path }: Texts): fc.Arbitrary<FileCoverage> =>
  fc.record({
    path,
    state: fc.constantFrom(
      'measured' as const,
      'not-loaded' as const,
      'unmeasurable' as const,
      'no-data' as const,
    ),
    reason: text,
    certainty,
    statements: tally,
    functions: tally,
    branches: tally,
  });

export const arbitraryCoverage = (texts: Texts): fc.Arbitrary<PatchCoverage> =>
  fc.record({
    sources: fc.array(texts.text, { maxLength: 2 }),
    files: fc.uniqueArray(arbitraryFile(texts), { selector: (file) => file.path, maxLength: 4 }),
    statements: tally,
    functions: tally,
    branches: tally,
    gaps: fc.array(arbitraryGap(texts), { maxLength: 5 }),
    lost: fc.array(
      fc.record({ path: texts.path, lines }).map(({ path, lines: range }) => ({ path, ...range })),
      { maxLength: 2 },
    ),
  });

export const arbitraryTest = ({ text, path }: Texts): fc.Arbitrary<TestSuggestion> =>
  fc.record(
    {
      path,
      isNew: fc.boolean(),
      text,
      added: text,
      title: text,
      target: fc.record({ path, function: text }),
      gates: fc.array(
        fc.record({
          gate: fc.constantFrom(...gates),
          outcome: fc.constantFrom(
            'passed' as const,
            'failed' as const,
            'not-applicable' as const,
            'not-run' as const,
          ),
          detail: text,
        }),
        { maxLength: 4 },
      ),
      gained: fc.array(arbitraryGap({ text, path }), { minLength: 1, maxLength: 3 }),
      mutants: fc.record({ killed: count, tried: count }),
      isCharacterisation: fc.boolean(),
      repairs: fc.array(text, { maxLength: 2 }),
      command: text,
      sandbox: text,
      atBase: fc.constantFrom('passes' as const, 'fails' as const, 'cannot-run' as const),
    },
    {
      requiredKeys: [
        'path',
        'isNew',
        'text',
        'added',
        'title',
        'target',
        'gates',
        'gained',
        'mutants',
        'isCharacterisation',
        'repairs',
        'command',
        'sandbox',
      ],
    },
  );

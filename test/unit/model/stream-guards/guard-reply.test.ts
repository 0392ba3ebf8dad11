import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endsInRepetition } from '../../../../src/model/stream-guards/find-repetition.ts';
import { createReplyGuard } from '../../../../src/model/stream-guards/guard-reply.ts';

function feed(pieces: readonly string[], most = 100_000): string | undefined {
  const guard = createReplyGuard(most);
  for (const piece of pieces) {
    const fault = guard.push(piece);
    if (fault) return fault;
  }
  return undefined;
}

const times = (count: number, piece: string) => Array.from({ length: count }, () => piece);

describe('loops', () => {
  test.each<[string, readonly string[], string | undefined]>([
    ['30 same tokens pass', times(30, ' a'), undefined],
    ['31 same tokens do not', times(31, ' a'), 'same-token'],
    ['blanks between them do not hide it', times(31, 'a').flatMap((a) => [a, ' ']), 'same-token'],
    ['200 blanks pass', ['{', ...times(2, ' '.repeat(100)), '}'], undefined],
    ['201 blanks do not', ['{', ' '.repeat(101), ' '.repeat(100)], 'blank'],
    ['201 blanks inside one piece', [`{${' '.repeat(201)}}`], 'blank'],
    ['101 blank pieces', times(101, '\n'), 'blank'],
    ['a passage five times', times(5, 'The value may be null when the list is empty. '), 'same-block'],
    ['a passage four times passes', times(4, 'The value may be null when the list is empty. '), undefined],
    ['a short passage without end', times(60, 'ab, cd; '), 'same-block'],
    ['alternating tokens', times(150, 'no ').map((a, i) => (i % 2 ? a : 'yes ')), 'same-block'],
  ])('%s', (_, pieces, fault) => {
    expect(feed(pieces)).toBe(fault);
  });

  test('a passage ten times nearby, with changing words between', () => {
    const block = 'return the total of the order without tax';
    expect(feed(Array.from({ length: 12 }, (_, i) => `${block} ${i}${'xyz'.slice(i % 3)}\n`))).toBe(
      'same-block',
    );
  });

  test('a reply beyond its limit', () => {
    expect(feed(['word ', 'other ', 'third '], 10)).toBe('too-long');
  });

  test('real lists of findings pass', () => {
    const findings = Array.from({ length: 20 }, (_, i) => ({
      quote: `const total${i} = items[${i * 7}].price;`,
      category: 'bug',
      severity: 'error',
      message: `Item ${i * 7} may be missing when the list has fewer than ${i * 7 + 1} entries: check the length.`,
    }));
    expect(feed([...JSON.stringify(findings, null, 2)].map((c) => c))).toBe(undefined);
  });

  test('text of different words passes', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{4,9}$/u), { minLength: 50, maxLength: 120 }),
        (words) => {
          expect(feed(words.map((word) => ` ${word}`))).toBe(undefined);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('any block said five times in a row is found, whatever came before', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 100 }),
        fc.stringMatching(/^[a-z ]{38,300}[a-z]{2}$/u),
        (before, block) => {
          expect(endsInRepetition(before + block.repeat(5))).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});

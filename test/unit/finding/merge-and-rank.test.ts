import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/finding/finding.ts';
import { mergeDuplicates } from '../../../src/finding/merge-duplicates.ts';
import { rankFindings } from '../../../src/finding/rank-findings.ts';

function finding(overrides: Partial<Finding> & { line?: number }): Finding {
  const { line = 1, ...rest } = overrides;
  return {
    anchor: { path: 'a.ts', side: 'head', startLine: line, endLine: line },
    severity: 'warning',
    category: 'correctness',
    rule: 'model/review-chunk',
    title: 'Title',
    message: 'Message',
    quote: 'x',
    origin: 'model',
    confidence: null,
    fingerprint: String(line).padStart(16, '0'),
    proof: null,
    suggestion: null,
    symbol: '',
    ...rest,
  };
}

describe('rankFindings', () => {
  it('puts errors first, then what is surer, then reading order', () => {
    const info = finding({ severity: 'info', line: 1 });
    const late = finding({ line: 9 });
    const early = finding({ line: 2 });
    const rule = finding({ origin: 'rule', line: 30 });
    const measured = finding({ line: 40, confidence: { precision: 0.9, n: 50 } });
    const error = finding({ severity: 'error', line: 50 });
    expect(rankFindings([info, late, early, rule, measured, error])).toEqual([
      error,
      measured,
      rule,
      early,
      late,
      info,
    ]);
  });

  it('does not depend on the order it is given', () => {
    const some = [1, 2, 3, 4, 5].map((line) => finding({ line, severity: line % 2 ? 'error' : 'info' }));
    fc.assert(
      fc.property(fc.shuffledSubarray(some, { minLength: 5 }), (shuffled) => {
        expect(rankFindings(shuffled)).toEqual(rankFindings(some));
      }),
    );
  });
});

describe('mergeDuplicates', () => {
  it('drops the same category on the same line', () => {
    const first = finding({ origin: 'rule' });
    expect(mergeDuplicates([first, finding({ fingerprint: 'f'.repeat(16) })])).toEqual([first]);
  });

  it('drops another category that names the same two identifiers', () => {
    const first = finding({ message: '`userId` may be null when `getUser` fails' });
    const again = finding({
      message: '`getUser` rejects and `userId` stays null',
      category: 'error-handling',
      fingerprint: 'e'.repeat(16),
    });
    expect(mergeDuplicates([first, again])).toEqual([first]);
  });

  it('keeps two different problems of one line, and equal ones on two lines', () => {
    const first = finding({ message: 'Off by one' });
    const other = finding({ message: 'SQL injection', category: 'security', fingerprint: 'd'.repeat(16) });
    expect(mergeDuplicates([first, other, finding({ line: 7 })])).toHaveLength(3);
  });
});

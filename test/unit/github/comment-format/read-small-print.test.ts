import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSmallPrint } from '../../../../src/github/comment-format/read-small-print.ts';
import { renderComment } from '../../../../src/github/comment-format/render-comment.ts';
import { renderStatus } from '../../../../src/github/comment-format/render-fixed.ts';
import { finding, suggesting } from './findings.ts';

const place = { marker: '<!-- galley:comment:1 x -->', isOnFile: false };

it('what a comment is written with is read out of it', () => {
  const comment = renderComment(suggesting('  return list[0]?.name;'), place);
  const expected = {
    rule: 'model/review-chunk',
    confidence: 'right in at least 85 of 100, n = 40',
    proof: 'it parses',
  };
  expect(readSmallPrint(comment)).toEqual(expected);
  const own = { fingerprint: '0123456789abcdef', quoteHash: '', quoteLines: 0, body: comment };
  const edit = { comment: own, status: 'fixed', head: 'a'.repeat(40) } as never;
  expect(readSmallPrint(renderStatus(edit, 'p'))).toEqual(expected);
});

it('without a confidence and a fix there are none', () => {
  const comment = renderComment(finding({ confidence: null }), place);
  expect(readSmallPrint(comment)).toEqual({ rule: 'model/review-chunk', confidence: '', proof: '' });
});

it('of any other text nothing is read, and in no time', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readSmallPrint(text)).toEqual({ rule: '', confidence: '', proof: '' });
    }),
  );
  for (const part of ['<sub>', '<sub>a · `', 'Quick fix (', '\n'])
    expect(readSmallPrint(part.repeat(100_000)).rule).toBe('');
});

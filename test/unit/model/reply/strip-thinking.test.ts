import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stripThinking } from '../../../../src/model/reply/strip-thinking.ts';

test.each<[string, string, string, boolean]>([
  ['no tags', ' answer\n', ' answer\n', false],
  ['one section', '<think>hm</think>\n\nanswer', 'answer', false],
  ['unclosed', '<think>hm, the answer is', '', true],
  ['unclosed after text', 'answer <think>hm', 'answer', true],
  ['closed twice', '<think>a</think></think>b', 'b', false],
  ['closed twice with thinking between', '<think>a</think> more </think> b', 'b', false],
  ['lone closing tag', 'hm, so\n</think>\nanswer', 'answer', false],
  ['opened twice', '<think>a<think>b</think>c', 'c', false],
  ['two sections', '<think>a</think>b <THINKING>c</THINKING>d', 'b d', false],
  ['empty section', '<think>\n\n</think>\n\nNo', 'No', false],
])('%s', (_, reply, text, isUnclosed) => {
  expect(stripThinking(reply)).toMatchObject({ text, isUnclosed });
});

test('nothing from inside an open tag comes out', () => {
  const parts = fc.array(fc.constantFrom('<think>', '</think>', 'SECRET', 'x', ' '), { maxLength: 12 });
  fc.assert(
    fc.property(parts, (pieces) => {
      let isInside = false;
      const marked = pieces.map((piece) => {
        if (piece === '<think>') isInside = true;
        if (piece === '</think>') isInside = false;
        return piece === 'SECRET' && !isInside ? 'open' : piece;
      });
      expect(stripThinking(marked.join('')).text).not.toContain('SECRET');
    }),
  );
});

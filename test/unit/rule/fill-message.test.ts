import { expect, it } from 'vitest';
import { fillMessage } from '../../../src/rule/fill-message.ts';

const capture = (text: string) => ({ text, start: 0, end: 0, startLine: 1, endLine: 1 });

it('puts what was captured into the sentence, as code', () => {
  const match = {
    ...capture(''),
    captures: { A: capture('a\n  + b'), LONG: capture('x'.repeat(60)) },
    transformed: { MADE: 'm' },
  };
  expect(fillMessage('Use $A, `f($A)` or $MADE, not $NONE for $5.', match)).toBe(
    'Use `a + b`, `f(a + b)` or `m`, not $NONE for $5.',
  );
  expect(fillMessage('$LONG', match)).toBe(`\`${'x'.repeat(39)}…\``);
});

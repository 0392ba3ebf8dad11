import { expect, it } from 'vitest';
import { isTooDeep } from '../../../../../src/syntax/declarations/javascript/is-too-deep.ts';

/** Each once overflowed the stack of the parser, which ends the process, or hides brackets from a count of them. */
const nests: readonly (readonly [open: string, inner: string, close: string])[] = [
  ['x=[', '1', ']'],
  ['type A = (a) => asserts a is ', 'B', ''],
  ['unique ', 'symbol', ''],
  ['infer U extends ', 'B', ''],
  ['`)]}${', '1', '}`'],
  ['a=>`}${', '1', '}`'],
  ['a=>`\nreturn ${', '1', '}`'],
  ['/[)}\\]]/.test(', '1', ')'],
  ['if(a)/[)}]/.test(function(){', '', '})'],
  ['a?{}:', '1', ''],
  ['A<B,', 'C', '>'],
  ['accessor ', 'a', ''],
  ['if(a)\nvar b=c\nelse ', ';', ''],
  ['a?function(){}:', '1', ''],
];

it.each(nests)('is too deep: %j, thousands of times', (open, inner, close) => {
  expect(isTooDeep(`x=${open.repeat(9_000)}${inner}${close.repeat(9_000)}\n`)).toBe(true);
});

it('lets long code pass that is not deep', () => {
  const code =
    "const a = b ? `${c}` : /[)'\"]/.test(d) ? { e: [f] } : (g) => `}`;\nif (h) {\n  i({ j: '`' });\n}\n";
  expect(isTooDeep(code.repeat(3_000))).toBe(false);
});

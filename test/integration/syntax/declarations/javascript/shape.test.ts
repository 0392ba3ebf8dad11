import { describe, expect, test } from 'vitest';
import { createJavaScriptReader } from '../../../../../src/syntax/declarations/javascript/create-javascript-reader.ts';

const reader = createJavaScriptReader({});

async function shapeOf(text: string, path = 'a.ts'): Promise<string> {
  const file = await reader(path, text);
  return file?.shape ?? 'not read';
}

describe('the shape of a file', () => {
  test.each([
    ['a block comment', 'f();', '/** a */\nf();'],
    ['a block of lines', 'class A {\n  run() {}\n}', 'class A {\n  /**\n   * a\n   */\n  run() {}\n}'],
    ['a line comment', 'f();', 'f(); // a'],
    ['a comment that is gone', '// a\nf();', 'f();'],
    ['white space', 'if (a) { b(); }', 'if (a)\n{\n\tb();\n}\n'],
    ['line ends', 'f();\ng();\n', 'f();\r\ng();\r\n'],
    ['a comment before return', 'function f() { return 1; }', 'function f() { /* a\n */ return 1; }'],
    ['a BigInt and a pattern', 'f(1n, /a/g);', '/* a */ f(1n, /a/g);'],
  ])('is kept by %s', async (_, before, after) => {
    expect(await shapeOf(after)).toBe(await shapeOf(before));
  });

  test.each([
    ['a comment that ends a return', 'function f() { return x }', 'function f() { return /*\n*/ x }'],
    ['a doc comment that ends a return', 'function f() { return x }', 'function f() { return /** a */\n x }'],
    ['a comment that parts an operator', 'a\n++b', 'a /**/ ++\nb'],
    ['a comment that swallows code', 'f();\ng();', 'f(); /*\n*/ // g();'],
    ['a comment inside of a template', 'f(`a b`);', 'f(`a /* x */ b`);'],
    ['a comment inside of a string', 'f("a");', 'f("a/**/");'],
    ['a comment inside of a pattern', 'f(/a/);', 'f(/a/**/);'],
    ['another number', 'f(16);', 'f(0x10);'],
    ['other quotes', `f('a');`, 'f("a");'],
    ['a directive that is gone', '"use strict"; f();', 'f();'],
    [
      'a directive that is none any more',
      'function f() { "use strict"; }',
      'function f() { ("use strict"); }',
    ],
    ['other flags', 'f(/a/);', 'f(/a/i);'],
    ['another BigInt', 'f(1n);', 'f(2n);'],
    ['brackets', 'f(a);', 'f((a));'],
    ['another type', 'let a: string;', 'let a: number;'],
    ['a name', 'f(a);', 'f(b);'],
    ['an escape', 'f("\\x41");', 'f("A");'],
    ['another hashbang', '#!/bin/a\nf();', '#!/bin/b\nf();'],
    ['text between tags', 'f(<b>a</b>);', 'f(<b>a{/* x */}</b>);', 'a.tsx'],
    ['the name of a property that is called as a position is', 'f({ start: 1 });', 'f({ end: 1 });'],
    ['an optional parameter', 'function f(a) {}', 'function f(a?) {}'],
  ])('is changed by %s', async (_, before, after, path = 'a.ts') => {
    expect(await shapeOf(after, path)).not.toBe(await shapeOf(before, path));
  });

  test('of what does not parse is that of the text', async () => {
    expect(await shapeOf('f(')).not.toBe(await shapeOf('g('));
    expect(await shapeOf('f(')).not.toBe(await shapeOf('f( // a'));
    expect(await shapeOf('f(')).toBe(await shapeOf('f('));
  });
});

import { describe, expect, it } from 'vitest';
import type { CodeFacts } from '../../../src/coverage/code-facts.ts';
import { codeReader, factsOf, lines } from '../coverage/measure-code.ts';

/** `name: needs` of all arms of a kind. */
function arms({ decisions }: CodeFacts, kind: string): string[] {
  return decisions
    .filter((one) => one.kind === kind)
    .flatMap((one) => one.arms.map((arm) => `${arm.name}: ${arm.needs}`));
}

describe('lines on which nothing runs', () => {
  it('are comments, types and closing brackets', async () => {
    const text = lines(
      'import type { A } from "a";',
      'import { b } from "b";',
      '// comment',
      'export interface C {',
      '  readonly d?: A;',
      '}',
      'export type D =',
      '  | string;',
      'export function e(',
      '  f: string,',
      '): void {',
      '  b(',
      '    f as unknown,',
      '  );',
      '}',
      'const g = `',
      '',
      '`;',
    );
    const { inertLines, textLines } = await factsOf('a.ts', text);
    expect([...inertLines]).toEqual([1, 3, 4, 5, 6, 7, 8, 11, 14, 15, 19]);
    expect([...textLines]).toEqual([17, 18]);
  });

  it('are docs and blank lines in Python', async () => {
    const text = lines(
      '"""Module."""',
      '',
      'def f(a: int):',
      '    """Doc',
      '    of f."""',
      '    # why',
      '    return a',
    );
    expect([...(await factsOf('a.py', text)).inertLines]).toEqual([1, 2, 4, 5, 6, 8]);
  });
});

describe('functions', () => {
  it('have full names and signatures', async () => {
    const text = lines(
      'class A {',
      '  async b(',
      '    c: string,',
      '  ): Promise<void> {}',
      '}',
      'export const d = (e = 1) => e;',
    );
    expect((await factsOf('a.ts', text)).functions).toEqual([
      { name: 'A.b', first: 2, last: 4, signature: 'async b( c: string, ): Promise<void>' },
      { name: 'd', first: 6, last: 6, signature: 'export const d = (e = 1) =>' },
    ]);
  });
});

describe('conditions', () => {
  it.each([
    ['a', '`a` truthy', '`a` falsy'],
    ['!(a && b)', '`a && b` falsy', '`a` truthy and `b` truthy'],
    ['a > 3', '`a > 3`', '`a <= 3`'],
    ['a === "x" && !b', '`a === "x"` and `b` falsy', '`a === "x" && !b` falsy'],
    ['a || !b', '`a || !b` truthy', '`a` falsy and `b` truthy'],
    ['a instanceof B', '`a instanceof B`', 'not `a instanceof B`'],
  ])('%s', async (condition, yes, no) => {
    const facts = await factsOf('a.js', `if (${condition}) f();\n`);
    expect(arms(facts, 'if')).toEqual([`then: ${yes}`, `else: ${no}`]);
  });

  it.each([
    ['a.py', 'if not a and b is None:\n  f()\n', '`a` falsy and `b is None`', '`not a and b is None` falsy'],
    [
      'a.go',
      'package a\nfunc f() { if !ok && n >= 2 { g() } }\n',
      '`ok` false and `n >= 2`',
      '`!ok && n >= 2` false',
    ],
    ['A.java', 'class A { void f() { if (!ok) g(); } }\n', '`ok` false', '`ok` true'],
    [
      'a.rs',
      'fn f() { if let Some(x) = y { g(x); } }\n',
      '`let Some(x) = y` true',
      '`let Some(x) = y` false',
    ],
    ['A.cs', 'class A { void F() { if (a == b) G(); } }\n', '`a == b`', '`a != b`'],
  ])('in %s: %s', async (path, text, yes, no) => {
    expect(arms(await factsOf(path, text), 'if')).toEqual([`then: ${yes}`, `else: ${no}`]);
  });

  it('of an arm hold behind it where the other one leaves', async () => {
    const text = lines(
      'function f(a) {',
      '  if (a) return;',
      '  else if (b) throw c;',
      '  d();',
      '  if (e) g();',
      '  h();',
      '}',
    );
    const { decisions } = await factsOf('a.js', text);
    const guarded = decisions.flatMap((one) =>
      one.arms.flatMap(({ needs, guards }) => (guards ? [[needs, guards.startLine]] : [])),
    );
    expect(guarded).toEqual([
      ['`a` falsy', 3],
      ['`b` falsy', 3],
    ]);
  });
});

describe('choices', () => {
  it.each([
    [
      'a.js',
      'switch (a) { case 1: f(); break; default: g() }',
      'switch',
      ['case 1: `a` is `1`', 'default: `a` none of the cases'],
    ],
    [
      'a.go',
      'package a\nfunc f() {\nswitch a {\ncase 1, 2:\ng()\ndefault:\nh()\n}\n}',
      'switch',
      ['case 1, 2: `a` is `1, 2`', 'default: `a` none of the cases'],
    ],
    [
      'A.java',
      'class A { void f() { switch (a) { case 1: g(); default: h(); } } }',
      'switch',
      ['case 1: `a` is `1`', 'default: `a` none of the cases'],
    ],
    [
      'a.rs',
      'fn f() { match a { 1 => g(), _ => h() } }',
      'match',
      ['case 1: `a` is `1`', 'default: `a` none of the cases'],
    ],
    [
      'A.cs',
      'class A { void F() { switch (a) { case 1: G(); break; default: H(); break; } } }',
      'switch',
      ['case 1: `a` is `1`', 'default: `a` none of the cases'],
    ],
    ['a.py', 'match a:\n  case 1:\n    f()\n', 'match', ['case 1: `a` is `1`', 'not case 1: `a` is not `1`']],
    ['a.py', 'b = 1 if a else 2\n', 'cond-expr', ['then: `a` truthy', 'else: `a` falsy']],
    ['a.js', 'const { b = 1 } = a;', 'default-arg', ['default of b: `b` undefined']],
    ['a.js', 'try { a() } catch { b() }', 'try', ['catch: something thrown in the `try`']],
    [
      'a.py',
      'try:\n  a()\nexcept ValueError as e:\n  b()\n',
      'try',
      ['catch: `ValueError` raised in the `try`'],
    ],
  ])('%s: %s', async (path, text, kind, expected) => {
    expect(arms(await factsOf(path, text), kind)).toEqual(expected);
  });
});

describe('texts that nobody should have written', () => {
  it.each([
    ['a.ts', '}}}}{{{{ if (('],
    ['a.py', '  if\n\tx: y = = 1'],
    ['a.js', 'a && '.repeat(5_000) + 'b;'],
    ['a.js', '('.repeat(3_000)],
    ['a.js', 'if (a) '.repeat(2_000) + 'b();'],
    ['a.go', '\0\0package'],
  ])('%s', async (path, text) => {
    await expect(codeReader.read(path, text)).resolves.not.toThrow();
  });

  it('and other languages are not read', async () => {
    expect(await codeReader.read('a.md', '# a')).toBeUndefined();
    expect(await codeReader.read('a.js', ' '.repeat(2_000_000))).toBeUndefined();
  });
});

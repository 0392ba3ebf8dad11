import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParseCode } from '../../../src/testgen/code/code-node.ts';
import { countErrors } from '../../../src/testgen/code/walk-code.ts';
import { makeMutants, type Mutant } from '../../../src/testgen/mutants.ts';
import { parserFor } from '../../ports/parse-code.ts';

const typescript = await parserFor('a.ts');
const python = await parserFor('a.py');

function mutate(
  source: string,
  parse: ParseCode = typescript,
  { max = 100, seed = 1, first = 1, last = 1_000 } = {},
): Mutant[] {
  const root = parse(source);
  if (root === undefined) throw new Error('not parsed');
  return makeMutants(root, { lines: [{ first, last }], parse, max, seed });
}

function texts(source: string, parse?: ParseCode): string[] {
  return mutate(source, parse)
    .map(({ text }) => text)
    .sort();
}

describe('makeMutants', () => {
  it.each([
    ['const a = b < c;', ['const a = b <= c;']],
    ['const a = b && c;', ['const a = b || c;']],
    ['const a = b ?? c ?? d;', ['const a = b ?? c;', 'const a = b ?? d;']],
    // `b--c` does not parse.
    ['const a = b+-c;', []],
    ['const a = !b;', ['const a = b;']],
    ['const a = true;', ['const a = false;']],
    ['const a = 41;', ['const a = 42;']],
    ["const a = 'x' + b;", ["const a = '' + b;"]],
    ['list.push(a);', [';']],
    ['await save(a);', [';']],
    ['throw a;', [';']],
    ['const a = b ? c : d;', ['const a = !(b) ? c : d;']],
    ['const f = () => a;', ['const f = () => undefined;']],
    ['if (a) b; else { c; }', ['if (!(a)) b; else { c; }', 'if (a) b; ']],
    ['if (a) b; else if (c) d;', ['if (!(a)) b; else if (c) d;', 'if (a) b; else if (!(c)) d;']],
    ['function f() { return a; }', ['function f() { return undefined; }']],
    ["console.log('x' + 1);", []],
    ["import a from 'x';", []],
    ["type A = 'b' | 1;", []],
    ["'use strict';", []],
    ["const a = { 'key': b };", []],
    ['for (;; i++) {}', []],
    ['return undefined;', []],
  ])('%s', (source, expected) => {
    expect(texts(source)).toEqual(expected);
  });

  it.each([
    ['a = b < c\n', ['a = b <= c\n']],
    [
      'if a:\n    b\nelif c:\n    d\n',
      ['if a:\n    b\nelif not (c):\n    d\n', 'if not (a):\n    b\nelif c:\n    d\n'],
    ],
    ['if a:\n    b\nelse:\n    c\n', ['if a:\n    b\n\n', 'if not (a):\n    b\nelse:\n    c\n']],
    ['def f():\n    return 1\n', ['def f():\n    return 2\n', 'def f():\n    return None\n']],
    ['a = b and not c\n', ['a = b and c\n', 'a = b or not c\n']],
    ['def f():\n    raise E\n', ['def f():\n    pass\n']],
    ['a = True\n', ['a = False\n']],
    ['print("x")\n', []],
  ])('of Python: %s', (source, expected) => {
    expect(texts(source, python)).toEqual(expected);
  });

  it('says what was done, with the line', () => {
    expect(
      mutate('\nif (a > 1) b();')
        .map(({ description }) => description)
        .sort(),
    ).toEqual([
      'line 2: (a > 1) became (!(a > 1))',
      'line 2: 1 became 2',
      'line 2: > became >=',
      'line 2: b(); left out',
    ]);
  });

  it('changes only the lines that are asked for', () => {
    const source = 'a < b;\nc < d;\ne < f;';
    expect(mutate(source, typescript, { first: 2, last: 2 }).map(({ text }) => text)).toEqual([
      'a < b;\nc <= d;\ne < f;',
    ]);
  });

  it('is spread over the lines and the same for the same seed', () => {
    const source = `${'x = a + b - c * d / e % f + 1 + 2;\n'.repeat(8)}`;
    const few = mutate(source, typescript, { max: 8 });
    expect(new Set(few.map(({ line }) => line)).size).toBe(8);
    expect(mutate(source, typescript, { max: 8 })).toEqual(few);
    expect(mutate(source, typescript, { max: 8, seed: 2 })).not.toEqual(few);
  });

  it('differs from the source in one place and parses', () => {
    const statement = fc.constantFrom(
      'if (a && b > 1) { c(); } else { d = !e; }',
      'for (let i = 0; i < 3; i++) { log.info("x"); run(i); }',
      'const f = (x: number): string => x === 1 ? `${x}` : "b";',
      'while (a) { a -= 1; }',
      'try { throw new Error("x"); } catch { /* no */ }',
      'class A { b = 1; async c() { return await this.d() ?? []; } }',
      'switch (a) { case 1: break; default: b(); }',
    );
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 5 }), fc.integer(), (lines, seed) => {
        const source = lines.join('\n');
        const mutants = mutate(source, typescript, { max: 8, seed });
        expect(mutants.length).toBeLessThanOrEqual(8);
        expect(new Set(mutants.map(({ text }) => text)).size).toBe(mutants.length);
        for (const { text, line } of mutants) {
          const root = typescript(text);
          expect(root && countErrors(root)).toBe(0);
          const [before, after] = [source.split('\n'), text.split('\n')];
          expect(after).toHaveLength(before.length);
          expect(after.flatMap((one, index) => (one === before[index] ? [] : [index + 1]))).toEqual([line]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { isHeadTouched } from '../../../src/docstring/head-lines.ts';
import { docTables } from '../../../src/docstring/languages/table-of.ts';
import { makeDeclaration } from './make-declaration.ts';

const typescript = `const a = 1;

/**
 * Says.
 */
export function f(
  one: string,
): void {
  go();
}
`;
const start = typescript.indexOf('export');
const f = makeDeclaration({
  span: { start, end: typescript.length - 1 },
  signature: { start, end: typescript.indexOf('{\n  go') },
  lines: { first: 6, last: 10 },
  leading: [{ start: typescript.indexOf('/**'), end: start - 1, form: 'block' }],
});

const python = `def f(one):
    """Says.

    More.
    """
    go()
`;
const g = makeDeclaration({
  span: { start: 0, end: python.length - 1 },
  signature: { start: 0, end: python.indexOf('\n') },
  lines: { first: 1, last: 6 },
  body: {
    at: 12,
    indent: '    ',
    docstring: { start: python.indexOf('"""'), end: python.lastIndexOf('"""') + 3 },
  },
});

describe('isHeadTouched', () => {
  it.each([
    ['a line above', 2, false],
    ['the first line of its doc', 3, true],
    ['its first line', 6, true],
    ['the last line of its signature', 8, true],
    ['its body', 9, false],
  ])('of code with a doc above: %s', (_, line, touched) => {
    const lines = [{ first: line, last: line }];
    expect(isHeadTouched(typescript, f, docTables.typescript, lines)).toBe(touched);
  });

  it.each([
    ['its signature', 1, true],
    ['the last line of its docstring', 5, true],
    ['its body', 6, false],
  ])('of code with a docstring: %s', (_, line, touched) => {
    expect(isHeadTouched(python, g, docTables.python, [{ first: line, last: line }])).toBe(touched);
  });

  it('asks about lines, not about ranges of them', () => {
    const around = [
      { first: 1, last: 2 },
      { first: 9, last: 20 },
    ];
    expect(isHeadTouched(typescript, f, docTables.typescript, around)).toBe(false);
    expect(isHeadTouched(typescript, f, docTables.typescript, [{ first: 1, last: 20 }])).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { stripComments } from '../../../../bench/docs/strip-comments.ts';

function strip(text: string): string {
  const comments = [...text.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*/g)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    form: found[0].startsWith('//') ? ('line' as const) : ('block' as const),
  }));
  return stripComments(text, comments);
}

describe('stripComments', () => {
  it.each([
    ['a line of its own', '// one\nlet a;\n', 'let a;\n'],
    ['several lines', '  /**\n   * one\n   */\n  let a;\n', '  let a;\n'],
    ['the end of a line', 'let a; // one\nlet b;\n', 'let a;  \nlet b;\n'],
    ['the middle of a line', 'f(/* one */ 1);\n', 'f(  1);\n'],
    ['what it parts', 'return/**/a;', 'return a;'],
    ['two in one line', '/* a */ /* b */\nlet a;\n', ' let a;\n'],
    ['the last line', 'let a;\n// one', 'let a;\n'],
  ])('takes away %s', (_, text, bare) => {
    expect(strip(text)).toBe(bare);
  });

  it('leaves a text without comments as it is', () => {
    expect(strip('let a = 1;\n\nlet b;\n')).toBe('let a = 1;\n\nlet b;\n');
  });
});

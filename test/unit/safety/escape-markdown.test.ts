import { describe, expect, it } from 'vitest';
import { escapeMarkdown, renderCodeBlock, renderCodeCell } from '../../../src/safety/escape-markdown.ts';
import { renderCell, renderLine } from '../../../src/safety/render-prose.ts';

describe('escapeMarkdown', () => {
  it.each([
    ['/approve now', '\\/approve now'],
    ['see :tada: at 10:30', 'see :<!-- -->tada: at 10:30'],
    ['since 1a2b3c4d it', 'since 1a2b3c<!-- -->4d it'],
    ['1234567 or defaced', '1234567 or defaced'],
    ['costs $ 1$', 'costs \\$<!-- --> 1\\$<!-- -->'],
  ])('of %j', (text, inert) => expect(escapeMarkdown(text)).toBe(inert));
});

describe('renderCodeCell', () => {
  it.each([
    ['a|b', '`a\\|b`'],
    ['a\\|b', '`a\\\\u{7c}b`'],
    ['a\\\\||b', '`a\\\\\\u{7c}\\|b`'],
  ])('keeps %j in its cell', (name, cell) => expect(renderCodeCell(name)).toBe(cell));
});

describe('renderCodeBlock', () => {
  it('indents what a bot could take for a command', () => {
    expect(renderCodeBlock('a();\n/approve')).toBe('```\n a();\n /approve\n```');
    expect(renderCodeBlock('// a\n/** b */')).toBe('```\n// a\n/** b */\n```');
  });

  it('holds no marker of our own', () => {
    expect(renderCodeBlock('<!-- galley:summary:1 x --><!-- y -->')).toContain(
      '<\\u{21}-- galley:summary:1 x --><!-- y -->',
    );
  });
});

it('keeps code spans of prose, and makes the rest inert', () => {
  expect(renderLine('use `a || b`, not *c*')).toBe('use `a || b`, not \\*c\\*');
  expect(renderCell('use `a || b` | *c*')).toBe('use `a \\|\\| b` \\| \\*c\\*');
});

import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { visibleLines } from '../../../src/safety/visible-lines.ts';

const markdown = new MarkdownIt({ html: true });

/** Lines with the word that a reader of Markdown takes for the writer's own text. */
function spokenLines(body: string): number {
  let depth = 0;
  let spoken = 0;
  for (const token of markdown.parse(body, {})) {
    if (token.type === 'blockquote_open') depth += 1;
    if (token.type === 'blockquote_close') depth -= 1;
    if (token.type === 'html_block' && depth === 0)
      spoken += countWord(token.content.replace(/<!--[\s\S]*?(?:-->|$)/g, ''));
    if (token.type !== 'inline' || depth > 0) continue;
    const text = (token.children ?? []).map((child) =>
      child.type === 'text' ? child.content : child.type.endsWith('break') ? '\n' : '·',
    );
    spoken += countWord(text.join(''));
  }
  return spoken;
}

const countWord = (text: string): number => text.split('\n').filter((line) => /^ *\/word/.test(line)).length;

describe('lines that their writer says', () => {
  const line = fc.constantFrom(
    ...['/word', '/word', '  /word', '    /word', '> /word', 'text', '', '', '> text', '- text', '- > text'],
    ...['```', '~~~', '````', '  ```', '    ```', '- ```', '1. ~~~', '> ```', '``` js', '`` ` ``', '   ~~~'],
    ...['<!-- x -->', '<!--', '-->', 'a <!--', '<!-- ```', '`a', 'b`', '\\`', '`` x', '- - ```', '1. a'],
  );

  it('are none that a reader of Markdown shows as code, quotation or comment', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const body = lines.join('\n');
        const visible = visibleLines(body).filter((text) => /^ {0,3}\/word/.test(text));
        expect(visible.length).toBeLessThanOrEqual(spokenLines(body));
      }),
      { numRuns: 5000 },
    );
  });

  it('are all lines of plain paragraphs', () => {
    const plain = fc.constantFrom('/word', 'text', '', 'a `code` b', '**bold**', '# head', '/word x');
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 12 }), (lines) => {
        expect(visibleLines(lines.join('\n'))).toEqual(lines.length === 0 ? [''] : lines);
      }),
    );
  });

  it('are found in a moment in a text of any size', () => {
    for (const part of [
      '<!--',
      '`',
      '\\`',
      '~',
      ' ',
      '>',
      '- ',
      '1. ',
      '/word\n',
      '```\n',
      '<pre>',
      '<!-- x -->',
    ])
      expect(visibleLines(part.repeat(200_000)).length).toBeLessThanOrEqual(200_001);
  });
});

import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from '../../../src/safety/escape-markdown.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { hostileText, review } from './arbitrary-review.ts';
import { context, makeReview, sampleFinding } from './sample-review.ts';

const reader = new MarkdownIt({ html: true, linkify: true });
// Names without a scheme become links on no forge; `www.` does and is tested below.
reader.linkify.set({ fuzzyLink: false });
reader.linkify.add('//', null as never);
const ours = new Set([
  ...['text', 'inline', 'softbreak', 'hardbreak', 'code_inline', 'fence', 'heading_open', 'heading_close'],
  ...[
    'paragraph_open',
    'paragraph_close',
    'strong_open',
    'strong_close',
    'bullet_list_open',
    'bullet_list_close',
  ],
  ...[
    'list_item_open',
    'list_item_close',
    'table_open',
    'table_close',
    'thead_open',
    'thead_close',
    'tbody_open',
  ],
  ...['tbody_close', 'tr_open', 'tr_close', 'th_open', 'th_close', 'td_open', 'td_close', 'html_inline'],
]);

describe('markdown', () => {
  it('holds only the markup that it writes itself, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(review, async (any) => {
        const tokens = reader.parse(await renderReport('markdown', any, context), {});
        const all = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
        for (const token of all) {
          expect(ours.has(token.type), `${token.type}: ${token.content}`).toBe(true);
          if (token.type === 'html_inline') expect(token.content).toBe('<!-- -->');
          if (token.type === 'text') expect(token.content).not.toMatch(/@\S|#\d|https?:\/\//);
        }
        const blocks = any.findings
          .slice(0, any.shown)
          .flatMap(({ quote, suggestion }) => [quote, suggestion?.replacement ?? '']);
        const fences = all.filter((token) => token.type === 'fence');
        expect(fences).toHaveLength(blocks.filter((code) => code !== '').length + any.tests.length);
      }),
      { numRuns: 200, seed: 8 },
    );
  });

  it('reads as the text that was written', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const [paragraph] = reader
          .parse(escapeMarkdown(`a ${text}`), {})
          .filter((token) => token.type === 'inline');
        const read = (paragraph?.children ?? []).filter((token) => token.type !== 'html_inline');
        const plain = (value: string): string =>
          value.replace(/\\u\{[0-9a-f]+\}|[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\s]/gu, '');
        expect(plain(read.map((token) => token.content).join(''))).toBe(plain(`a ${text}`));
      }),
      { numRuns: 300, seed: 9 },
    );
  });

  it('defuses mentions, references and bare addresses', () => {
    expect(escapeMarkdown('@a #1 www.b.c http://d')).toBe(
      '@<!-- -->a \\#<!-- -->1 www<!-- -->.b.c http:<!-- -->/<!-- -->/d',
    );
  });

  it('leaves no HTML', () => {
    expect(escapeMarkdown('<b> & </b> <!-- x')).toBe('&lt;b&gt; &amp; &lt;/b&gt; &lt;\\!<!-- -->-- x');
  });

  it('puts the verdict first', async () => {
    const text = await renderReport('markdown', makeReview({ findings: [sampleFinding] }), context);
    expect(text.split('\n')[0]).toBe('## Galley: 1 finding (1 error)');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutMarkdown } from '../../../../src/github/comment-format/cut-markdown.ts';
import { fenceSuggestion } from '../../../../src/github/comment-format/fence-suggestion.ts';
import { renderComment } from '../../../../src/github/comment-format/render-comment.ts';
import { renderStatus } from '../../../../src/github/comment-format/render-fixed.ts';
import { renderCommentMarker } from '../../../../src/github/comment-format/render-comment-marker.ts';
import { parseCommentMarker } from '../../../../src/github/comment-format/parse-comment-marker.ts';
import type { OwnComment } from '../../../../src/review/forge-ports.ts';
import { whatActs } from '../../../doubles/github/page/what-acts.ts';
import { finding, suggesting } from './findings.ts';

const head = 'a'.repeat(40);
const marker = renderCommentMarker({
  fingerprint: '0123456789abcdef',
  status: 'open',
  head,
  prompt: 'p',
  quoteHash: 'beef',
  quoteLines: 1,
});
const inline = { marker, isOnFile: false };

describe('renderComment', () => {
  it('says what is wrong, how to mend it, and what decided it', () => {
    expect(renderComment(suggesting('  return list[0]?.name;'), inline).split('\n')).toEqual([
      marker,
      '**Warning: The list may be empty**',
      '',
      'An empty list has no first entry, and `first.name` throws.',
      '',
      'Quick fix (it parses):',
      '',
      '```suggestion',
      '  return list[0]?.name;',
      '```',
      '',
      '<sub>correctness · `model/review-chunk` · right in at least 85 of 100, n = 40 · `0123456789abcdef`</sub>',
    ]);
  });

  it('does not say a title twice, and no confidence that nobody measured', () => {
    const body = renderComment(finding({ title: 'An empty list has', confidence: null }), inline);
    expect(body.split('\n').slice(1)).toEqual([
      '**Warning**',
      '',
      'An empty list has no first entry, and `first.name` throws.',
      '',
      '<sub>correctness · `model/review-chunk` · `0123456789abcdef`</sub>',
    ]);
  });

  it('names the lines on a whole file, and offers nothing to commit there', () => {
    const body = renderComment(suggesting('  return 0;'), { marker, isOnFile: true });
    expect(body).toContain('About line 3.');
    expect(body).toContain('```\n  return 0;\n```');
    expect(whatActs(body).map(({ kind }) => kind)).not.toContain('suggestion');
  });

  const acting = [
    '@team/core',
    '#12',
    'GH-1',
    'https://evil.example',
    '![x](http://a.example)',
    '<img src=x>',
  ];

  it.each([
    ...acting,
    '/approve',
    '<!-- hidden -->',
    '- [ ] x',
    '| a |',
    '> quote',
    '# Title',
    '```suggestion',
  ])('lets nothing act: %s', (text) => {
    const body = renderComment(
      finding({ title: text, message: `${text}\n\n${text} \`${text}\` ${text}` }),
      inline,
    );
    const kinds = whatActs(body).filter(
      ({ kind, text: said }) => kind !== 'html' || !/^<(?:!--|\/?sub>)/.test(said),
    );
    expect(kinds).toEqual([]);
  });

  it('keeps to the limit, cuts no character in two and keeps the suggestion whole', () => {
    const replacement = `const x = ${'`'.repeat(500)};`;
    const given = suggesting(replacement, { message: '@👩\u200d🚒`'.repeat(20_000) });
    const body = renderComment(given, inline);
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(body.length).toBeGreaterThan(50_000);
    expect(body).not.toMatch(/\p{Cs}/u);
    expect(body).toContain(`${'`'.repeat(501)}suggestion\n${replacement}\n${'`'.repeat(501)}`);
    expect(body.endsWith('</sub>')).toBe(true);
  });

  it('offers no suggestion that is too long, and says so', () => {
    const body = renderComment(suggesting('x'.repeat(40_000)), inline);
    expect(body).toContain('A quick fix is not offered here: it is too long for a comment.');
    expect(body.length).toBeLessThan(2000);
  });
});

/** What the page of a comment would commit. */
function offered(given: ReturnType<typeof suggesting>): string | undefined {
  const body = renderComment(given, inline);
  const found = whatActs(body).filter(({ kind }) => kind === 'suggestion');
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0]?.text;
}

describe('fenceSuggestion', () => {
  it('offers exactly the lines that were proved', () => {
    const line = fc.string({
      unit: fc.constantFrom(...'ab `~\t{}', '````', '😀', 'é', '\u4e2d'),
      maxLength: 12,
    });
    const code = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(code, (replacement) => {
        const text = offered(suggesting(replacement, { quote: 'something else' }));
        expect(text).toBe(replacement === '' ? '' : `${replacement}\n`);
      }),
    );
  });

  it.each([
    ['of a removed line', 'x', { anchor: { path: 'a', side: 'base', startLine: 1, endLine: 1 } }],
    ['of a whole file', 'x', { anchor: { path: 'a', side: 'file' } }],
    ['that changes nothing', 'a', { quote: 'a' }],
    ['that changes nothing in a file with CRLF', 'a\r\nb', { quote: 'a\r\nb\r' }],
    ['of lines that end in different ways', 'a', { quote: 'x\ny\r' }],
    ['that reads as a marker', '<!-- galley:comment:1 x -->', {}],
    ['with LF in a file with CRLF', 'a\nb', { quote: 'x\r' }],
    ['with CRLF in a file with LF', 'a\r\nb', { quote: 'x' }],
    ['with a lone CR', 'a\rb', { quote: 'x' }],
    ['that ends in a CR', 'a\r', { quote: 'x\r' }],
    ['with a zero', 'a\u0000b', {}],
    ['that hides something', 'a\u202eb', {}],
    ['with half a character', 'a\ud83d', {}],
    ['with a credential', 'key = "[masked:aws]"', {}],
    ['with a command', 'a\n/approve now', {}],
  ] as const)('offers none %s', (_, replacement, parts) => {
    expect(fenceSuggestion(suggesting(replacement, parts), replacement)).toHaveProperty('reason');
    expect(offered(suggesting(replacement, parts))).toBeUndefined();
  });

  it.each(['/** doc */', '/usr/bin/env x', '  // note', '/re/.test(x)', '@Decorator()'])(
    'offers code: %s',
    (code) => {
      expect(offered(suggesting(code))).toBe(`${code}\n`);
    },
  );

  it('offers LF for a file with CRLF: GitHub puts in what the file has', () => {
    expect(offered(suggesting('a\r\nb', { quote: 'x\r' }))).toBe('a\nb\n');
  });

  it('deletes lines', () => {
    expect(offered(suggesting(''))).toBe('');
  });
});

describe('renderStatus', () => {
  const body = renderComment(suggesting('  return 0;'), inline);
  const comment: OwnComment = {
    id: 1,
    url: '',
    fingerprint: '0123456789abcdef',
    rule: 'galley/sample',
    status: 'open',
    path: 'src/list.ts',
    quoteHash: 'beef',
    quoteLines: 1,
    isAnswered: false,
    body,
  };
  const later = 'b'.repeat(40);

  it('folds what a fixed comment said, and offers nothing more', () => {
    const fixed = renderStatus({ comment, status: 'fixed', head: later }, 'q');
    expect(parseCommentMarker(fixed)).toEqual({ ...parseCommentMarker(body), status: 'fixed', head: later });
    expect(fixed).toContain(
      `**Fixed** in ${later}.\n\n<details><summary>What it said</summary>\n\n**Warning`,
    );
    expect(fixed.endsWith('</sub>\n\n</details>')).toBe(true);
    expect(whatActs(fixed).map(({ kind }) => kind)).not.toContain('suggestion');
  });

  it('comes back as it was but for the suggestion, however often', () => {
    let now = comment;
    for (const status of ['fixed', 'open', 'fixed', 'fixed', 'open'] as const)
      now = { ...now, status, body: renderStatus({ comment: now, status, head: later }, 'q') };
    const [first, ...rest] = now.body.split('\n');
    expect(parseCommentMarker(`${first}`)).toMatchObject({ status: 'open', prompt: 'p', quoteHash: 'beef' });
    expect(rest.join('\n')).toBe(
      `**Back**: the code stands there again.\n\n${body.split('\n').slice(1).join('\n').replace('suggestion', '')}`,
    );
  });

  it('says only that it is fixed where its text is too long', () => {
    const long = { ...comment, body: `${body}\n${'x'.repeat(65_000)}` };
    const fixed = renderStatus({ comment: long, status: 'fixed', head: later }, 'q');
    expect(fixed.split('\n').slice(1)).toEqual([`**Fixed** in ${later}.`]);
  });
});

describe('cutMarkdown', () => {
  const piece = fc.constantFrom(
    'text',
    '```js\ncode\n```',
    '````\n```\n````',
    '<details><summary>more</summary>\n\nfold\n\n</details>',
    '😀'.repeat(30),
    '<details><summary>a</summary>\n\n```\nx\n```\n\n</details>',
  );

  it('closes what it cuts', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 3, maxLength: 30 }),
        fc.integer({ min: 150, max: 600 }),
        (pieces, most) => {
          const text = pieces.join('\n\n');
          const cut = cutMarkdown(text, most);
          expect(cut.length).toBeLessThanOrEqual(Math.max(most, 0));
          if (text.length <= most) {
            expect(cut).toBe(text);
            return;
          }
          expect(cut.endsWith('_Shortened: the rest did not fit into a comment._')).toBe(true);
          expect(cut.match(/<details>/g)?.length ?? 0).toBe(cut.match(/<\/details>/g)?.length ?? 0);
          expect(whatActs(cut).filter(({ text: said }) => said.includes('Shortened'))).toEqual([]);
        },
      ),
    );
  });
});

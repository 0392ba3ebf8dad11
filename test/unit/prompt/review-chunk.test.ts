import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../../src/change/chunk.ts';
import { estimateTokens } from '../../../src/change/estimate-tokens.ts';
import { renderReviewChunk } from '../../../src/prompt/review-chunk/prompt.ts';
import { parseReviewChunkReply } from '../../../src/prompt/review-chunk/reply.ts';

function chunkOf(texts: readonly string[], extra: Partial<Chunk> = {}): Chunk {
  const lines = texts.map((text, index) => ({
    side: 'head' as const,
    text,
    baseLine: undefined,
    headLine: index + 1,
    hunk: 0,
  }));
  return {
    path: 'src/a.ts',
    fileIndex: 0,
    language: 'typescript',
    symbol: '',
    header: [],
    lines,
    tokens: 0,
    ...extra,
  };
}

describe('renderReviewChunk', () => {
  it('shows header, marks and symbol, without a line number', () => {
    const chunk = chunkOf(['  return sum;'], { symbol: 'Cart.total', header: ['class Cart {'] });
    expect(renderReviewChunk(chunk)[1]?.content).toBe(
      'File src/a.ts, in Cart.total:\n```diff\n class Cart {\n ...\n+  return sum;\n```\nWhich defects do the + lines bring in?',
    );
  });

  it('masks a credential in the name of the file', () => {
    const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
    const prompt = renderReviewChunk(chunkOf(['x'], { path: `keys/${token}.txt` }))[1]?.content;
    expect(prompt).toContain('File keys/[masked:github-token].txt:');
  });

  it('shows where lines are left out', () => {
    const lines = [1, 2, 9].map((number) => ({
      side: 'both' as const,
      text: `line ${number}`,
      baseLine: number,
      headLine: number,
      hunk: 0,
    }));
    const user = renderReviewChunk(chunkOf([], { lines }))[1]?.content;
    expect(user).toContain('\n line 1\n line 2\n ...\n line 9\n');
  });

  it('spends at most 250 tokens on the system part', () => {
    const [system] = renderReviewChunk(chunkOf(['a']));
    expect(estimateTokens(system?.content ?? '')).toBeLessThanOrEqual(250);
  });

  it('keeps the system part byte for byte the same for all chunks', () => {
    expect(renderReviewChunk(chunkOf(['a']))[0]).toEqual(
      renderReviewChunk(chunkOf(['b'], { path: 'x.py' }))[0],
    );
  });

  it('lets no code end its fence and no path start a line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('```', '````', '`', 'x', '~~~'), { maxLength: 8 }),
        fc.string(),
        (texts, path) => {
          const user = renderReviewChunk(chunkOf(texts, { path }))[1]?.content ?? '';
          const [first = '', opening = ''] = user.split('\n');
          expect(first).toMatch(/^File /);
          const marks = /^`+/.exec(opening)?.[0] ?? '';
          expect(user.split('\n').filter((line) => line.startsWith(marks))).toHaveLength(2);
        },
      ),
    );
  });
});

const good = '{"findings":[{"quote":"a","problem":"b","severity":"error","category":"security"}]}';
const claim = { quote: 'a', problem: 'b', severity: 'error', category: 'security' };

describe('parseReviewChunkReply', () => {
  it.each([
    ['plain', good],
    ['in a fence', '```json\n' + good + '\n```'],
    ['with chatter', `Here {you} go: ${good} Hope this helps {"x":1}`],
    ['as a bare array', '[{"quote":"a","problem":"b","severity":"error","category":"security"}]'],
  ])('reads JSON %s', (_, text) => {
    expect(parseReviewChunkReply(text, 'stop')).toEqual({
      ok: true,
      claims: [claim],
      malformed: 0,
      cut: false,
    });
  });

  it('reads an empty list as nothing to report', () => {
    expect(parseReviewChunkReply('{"findings":[]}', 'stop')).toEqual({
      ok: true,
      claims: [],
      malformed: 0,
      cut: false,
    });
  });

  it('keeps complete findings of a cut reply and never half a one', () => {
    const text = good.slice(0, -2) + ',{"quote":"c","problem":"d';
    expect(parseReviewChunkReply(text, 'length')).toEqual({
      ok: true,
      claims: [claim],
      malformed: 0,
      cut: true,
    });
  });

  it.each([
    ['prose', 'The code looks fine.', 'stop'],
    ['an object of another shape', '{"issues":[]}', 'stop'],
    ['a reply cut before its first finding', '{"findings":[{"quote":"a"', 'length'],
    ['findings without a quote', '{"findings":[{"problem":"b"}]}', 'stop'],
    ['a quote that is no text', '{"findings":[{"quote":1,"problem":"b"}]}', 'stop'],
  ] as const)('refuses %s', (_, text, stop) => {
    expect(parseReviewChunkReply(text, stop).ok).toBe(false);
  });

  it('takes a form filled in with nothing as an answer that claims nothing', () => {
    const text = '{"findings":[{"quote":"","problem":"","severity":"error","category":"security"}]}';
    expect(parseReviewChunkReply(text, 'stop')).toEqual({ ok: true, claims: [], malformed: 1, cut: false });
  });

  it('counts malformed entries beside good ones and mends unknown values', () => {
    const text =
      '{"findings":[{"quote":"a","problem":"b","severity":"fatal","category":"vibes"},{"quote":""}]}';
    expect(parseReviewChunkReply(text, 'stop')).toMatchObject({
      claims: [{ severity: 'warning', category: 'correctness' }],
      malformed: 1,
    });
  });

  it('never throws and never takes long on arbitrary text', () => {
    const noise = fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', 'findings', ':', ',', 'a', '\n'), {
      maxLength: 400,
    });
    fc.assert(
      fc.property(noise, (parts) => {
        expect(parseReviewChunkReply(parts.join(''), 'stop')).toHaveProperty('ok');
      }),
      { numRuns: 3000, seed: 5 },
    );
  });
});

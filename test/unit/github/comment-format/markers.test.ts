import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutMarker } from '../../../../src/github/comment-format/frame-marker.ts';
import type { CommentMarker } from '../../../../src/github/comment-format/marker.ts';
import { parseCommentMarker } from '../../../../src/github/comment-format/parse-comment-marker.ts';
import { parseSummaryMarker } from '../../../../src/github/comment-format/parse-summary-marker.ts';
import { renderCommentMarker } from '../../../../src/github/comment-format/render-comment-marker.ts';
import { renderSummaryMarker } from '../../../../src/github/comment-format/render-summary-marker.ts';
import type { Memory } from '../../../../src/review/forge-ports.ts';
import { anyMemory, hex, memory } from './memories.ts';

const marker: CommentMarker = {
  fingerprint: '0123456789abcdef',
  status: 'open',
  head: 'a'.repeat(40),
  prompt: 'review-chunk@3',
  quoteHash: 'beef',
  quoteLines: 2,
};
const anyMarker: fc.Arbitrary<CommentMarker> = fc.record({
  fingerprint: hex(16),
  status: fc.constantFrom('open', 'fixed'),
  head: hex(40),
  prompt: fc.string({ unit: 'grapheme', maxLength: 20 }),
  quoteHash: fc.oneof(fc.constant(''), hex(16)),
  quoteLines: fc.nat(9999),
});
const place = { pull: 7, configuration: '' };

describe('the marker of a comment', () => {
  it('comes back from any body that begins with it', () => {
    fc.assert(
      fc.property(anyMarker, fc.string({ unit: 'binary' }), (given, text) => {
        expect(parseCommentMarker(`${renderCommentMarker(given)}\n${text}`)).toEqual(given);
      }),
    );
  });

  it('is one HTML comment on one line, whatever it holds', () => {
    fc.assert(
      fc.property(anyMarker, fc.string({ unit: 'binary' }), (given, prompt) => {
        expect(renderCommentMarker({ ...given, prompt })).toMatch(/^<!-- [^\s<>]+(?: [^\s<>]+)? -->$/);
      }),
    );
  });

  it.each([
    ['behind text', `text ${renderCommentMarker(marker)}`],
    ['behind a line feed', `\n${renderCommentMarker(marker)}`],
    ['quoted', `> ${renderCommentMarker(marker)}`],
    ['of another version', renderCommentMarker(marker).replace(':1 ', ':2 ')],
    ['of another kind', renderCommentMarker(marker).replace('comment', 'summary')],
    ['cut', renderCommentMarker(marker).slice(0, -5)],
    ['with a field twice', renderCommentMarker(marker).replace('status=open', 'status=open&status=fixed')],
    ['with a field too many', renderCommentMarker(marker).replace('status=open', 'status=open&by=me')],
    ['with a broken escape', renderCommentMarker(marker).replace('beef', '%e0%a4')],
    ['with a prototype', renderCommentMarker(marker).replace('prompt=', '__proto__=')],
    ['huge', `<!-- galley:comment:1 ${'a'.repeat(1_000_000)} -->`],
    ['empty', ''],
  ])('is none %s', (_, body) => {
    expect(parseCommentMarker(body)).toBeUndefined();
  });

  it('reads any body without throwing', () => {
    const body = fc
      .tuple(
        fc.constantFrom('', '<!-- galley:comment:1 ', '<!-- galley:summary:1 '),
        fc.string(),
        fc.string(),
      )
      .map(([start, payload, rest]) => `${start}${payload} -->${rest}`);
    fc.assert(
      fc.property(body, (text) => {
        expect(() => [parseCommentMarker(text), parseSummaryMarker(text), withoutMarker(text)]).not.toThrow();
      }),
    );
  });
});

describe('the marker of a summary', () => {
  it('brings the memory back', () => {
    fc.assert(
      fc.property(anyMemory, fc.string({ unit: 'binary' }), (given, text) => {
        const { marker: rendered } = renderSummaryMarker(given, place);
        expect(parseSummaryMarker(`${rendered}\n${text}`)).toEqual({ ...place, memory: given });
      }),
    );
  });

  it('holds 500 Chunks and 50 findings', () => {
    const rendered = renderSummaryMarker(memory({ chunks: 500, carried: 50 }), place);
    expect(rendered.marker.length).toBeLessThanOrEqual(24_000);
    expect(rendered).toMatchObject({ forgottenChunks: 0, forgottenFindings: 0 });
  });

  it('forgets whole Chunks before findings that were told', () => {
    const given = memory({ chunks: 4000, carried: 300 });
    const rendered = renderSummaryMarker(given, place);
    const kept = parseSummaryMarker(rendered.marker)?.memory as Memory;
    expect(rendered.marker.length).toBeLessThanOrEqual(24_000);
    expect(kept.told).toEqual(given.told);
    expect(rendered.forgottenChunks).toBe(4000 - kept.chunks.length);
    expect(kept.chunks.length).toBeGreaterThan(1000);
    const known = new Set(kept.chunks);
    expect(kept.carried).toEqual(given.carried.filter(({ chunk }) => known.has(chunk)));
    expect(renderSummaryMarker(given, place)).toEqual(rendered);
  });

  it('forgets the oldest of too many told', () => {
    const given = { ...memory({ chunks: 10, carried: 5 }), told: memory({ chunks: 0, told: 9000 }).told };
    const kept = parseSummaryMarker(renderSummaryMarker(given, place).marker)?.memory as Memory;
    expect(kept.chunks).toEqual([]);
    expect(kept.told.length).toBeGreaterThan(1000);
    expect(kept.told).toEqual(given.told.slice(-kept.told.length));
  });

  const packText = (text: string): string =>
    `<!-- galley:summary:1 ${deflateRawSync(text).toString('base64url')} -->`;
  const pack = (value: unknown): string => packText(JSON.stringify(value));
  const good = { ...place, memory: memory({ chunks: 2 }) };

  it.each([
    ['is cut', pack(good).slice(0, -30)],
    ['does not begin the body', ` ${pack(good)}`],
    ['is of another version of the memory', pack({ ...good, memory: { ...good.memory, version: 2 } })],
    ['has an unknown key', pack({ ...good, more: 1 })],
    ['is no JSON', '<!-- galley:summary:1 AAAA -->'],
    [
      'inflates to much more than it is',
      pack({ ...good, memory: { ...good.memory, asking: ' '.repeat(2 ** 24) } }),
    ],
    ['is nested deeply', packText('['.repeat(50_000) + ']'.repeat(50_000))],
    ['is not base64url', '<!-- galley:summary:1 a+b/c== -->'],
  ])('is none where it %s', (_, body) => {
    expect(parseSummaryMarker(body)).toBeUndefined();
  });

  it('is read where it is good', () => {
    expect(parseSummaryMarker(pack(good))).toEqual(good);
  });
});

describe('withoutMarker', () => {
  it('gives the text behind a marker, and any other text as it is', () => {
    expect(withoutMarker(`${renderCommentMarker(marker)}\n\ntext`)).toBe('text');
    expect(withoutMarker(`text ${renderCommentMarker(marker)}`)).toContain('text <!--');
  });
});

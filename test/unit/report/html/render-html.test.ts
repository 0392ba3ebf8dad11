import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/finding/finding.ts';
import { renderHtml } from '../../../../src/report/html/render-html.ts';
import { renderJson } from '../../../../src/report/render-json.ts';
import { review } from '../arbitrary-review.ts';
import { context, incompleteReview, makeReview, sampleFinding } from '../sample-review.ts';
import { expectInert } from './expect-inert.ts';
import { hostileReview } from './hostile-review.ts';
import { richReview } from './rich-review.ts';

describe('markup', () => {
  it('is never what a text says, whatever it says', () => {
    fc.assert(
      fc.property(review, (any) => expectInert(renderHtml(any, context))),
      { numRuns: 150, seed: 3 },
    );
    expectInert(renderHtml(hostileReview(), context));
  });

  it('allows one style and one script, by their hashes', () => {
    const html = renderHtml(richReview(), context);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const hashOf = (text = ''): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const directives = new Map(policy.split('; ').map((text) => text.split(/ (.*)/, 2) as [string, string]));
    expect(directives.get('default-src')).toBe("'none'");
    expect(directives.get('style-src')).toBe(hashOf(/<style>(.*?)<\/style>/s.exec(html)?.[1]));
    expect(directives.get('script-src')).toBe(hashOf(/<script>(.*?)<\/script>/s.exec(html)?.[1]));
    expect(policy).not.toContain('unsafe');
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<title'));
  });
});

describe('the JSON in the page', () => {
  it('is the JSON output, in the element and behind the link', () => {
    for (const any of [richReview(), hostileReview(), makeReview()]) {
      const html = renderHtml(any, context);
      const wanted: unknown = JSON.parse(renderJson(any, context));
      const element = /<script type="application\/json" id="review">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
      expect(JSON.parse(element)).toEqual(wanted);
      expect(JSON.parse(linkedJson(html))).toEqual(wanted);
    }
  });

  it('is packed in the link where it is large', () => {
    const html = renderHtml(many(1000), context);
    expect(html).toContain('download="galley-review.json.gz"');
    expect((JSON.parse(linkedJson(html)) as { findings: [] }).findings).toHaveLength(1000);
  });
});

describe('the verdict', () => {
  const ok = 'class="verdict v-ok"';
  it('is green for a complete review without findings alone', () => {
    expect(renderHtml(makeReview(), context)).toContain(ok);
    expect(renderHtml(incompleteReview(), context)).not.toContain(ok);
    expect(renderHtml(makeReview({ verdict: 'clean', complete: false }), context)).not.toContain(ok);
    expect(renderHtml(makeReview({ findings: [sampleFinding] }), context)).not.toContain(ok);
    expect(renderHtml(makeReview({}, { files: [], chunks: [] }), context)).not.toContain(ok);
  });

  it('names what was not reviewed above the findings', () => {
    const html = renderHtml(richReview(), context);
    expect(html.indexOf('<h2>Not reviewed</h2>')).toBeLessThan(html.indexOf('<main'));
    expect(textOf(html)).toContain('src/http/gateway.ts: model did not answer in 120 s');
  });
});

it('names every file that was not reviewed, most of them behind a fold', () => {
  const numbers = Array.from({ length: 300 }, (_, index) => index);
  const files = numbers.map((n) => ({
    path: `src/late-${n}.ts`,
    outcome: 'not-reviewed' as const,
    reason: 'budget',
    changedLines: 1,
  }));
  const html = renderHtml(makeReview({ verdict: 'incomplete', complete: false }, { files }), context);
  const section = /<section class="open">.*?<\/section>/s.exec(html)?.[0] ?? '';
  const [above = ''] = section.split('<details>');
  expect(section.match(/late-/g)).toHaveLength(300);
  expect(above.match(/late-/g)).toHaveLength(12);
});

describe('a finding', () => {
  const text = textOf(renderHtml(richReview(), context));

  it('says what it rests on, in words', () => {
    expect(text).toContain('right in at least 85 of 100, n = 40');
    expect(text).toContain('confidence not measured');
    expect(text).toContain('Rule galley/loop-past-end · correctness');
    expect(text).toContain('removed lines 90-91, in CartService.merge');
  });

  it('stands beside its code, its lines marked with a sign', () => {
    expect(text).toContain('›40 +    for (let i = 0; i <= lines.length; i++) {');
    expect(text).toContain(' 40 −    for (const line of lines) total += line.amount * line.rate;');
    expect(text).toContain(' 43      return total;');
  });

  it('shows its suggestion beside what is there now', () => {
    const row = '−    this.store.save(cart);+    await this.store.save(cart);';
    expect(text).toContain(row);
    expect(text).toContain('checked: the code parses with it');
  });

  it('says where its suggestion is to delete', () => {
    const suggestion = { replacement: '', proof: 'parsed' } as const;
    const bare = makeReview({ findings: [{ ...sampleFinding, suggestion }] });
    const cells = 'nowsuggested−if (items = null) {';
    expect(textOf(renderHtml(bare, context))).toContain(`delete, checked: the code parses with it${cells}`);
  });

  it('has its quote where no other code is known', () => {
    const bare = makeReview({ findings: [sampleFinding] });
    expect(textOf(renderHtml(bare, context))).toContain('›12 +if (items = null) {');
  });
});

it('stays below 2 MB for 1,000 findings', () => {
  expect(Buffer.byteLength(renderHtml(many(1000), context))).toBeLessThan(2_000_000);
});

function linkedJson(html: string): string {
  const [, type, data = ''] =
    /href="data:application\/(json;charset=utf-8|gzip;base64),([^"]*)"/.exec(html) ?? [];
  return type === 'gzip;base64'
    ? gunzipSync(Buffer.from(data, 'base64')).toString('utf8')
    : decodeURIComponent(data.replaceAll('&#39;', "'"));
}

/** What a reader sees of the page. */
function textOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>|<script.*?<\/script>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

function many(n: number) {
  const { findings, excerpts } = richReview();
  const numbers = Array.from({ length: n }, (_, index) => index);
  const all = numbers.map((index): Finding => {
    const fingerprint = (index * 7919 + 1e15).toString(16).padStart(16, '0');
    return { ...findings[index % findings.length]!, fingerprint };
  });
  return makeReview({ findings: all, excerpts: numbers.map((index) => excerpts[index % excerpts.length]!) });
}

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Ledger } from '../../../src/review/review.ts';
import type { Envelope } from '../../../src/report/envelope-schema.ts';
import { reviewJsonSchema } from '../../../src/report/json-schema.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { review } from './arbitrary-review.ts';
import { context, incompleteReview, makeReview, sampleFinding } from './sample-review.ts';

const published = JSON.parse(readFileSync('review.schema.json', 'utf8')) as object;
const validate = new Ajv2020({ allErrors: true }).compile(published);
const parse = (text: string): Envelope => JSON.parse(text) as Envelope;

describe('json', () => {
  it('has a published schema that equals the table', () => {
    expect(published).toEqual(reviewJsonSchema());
    expectTypeOf<keyof Envelope['ledger']>().toEqualTypeOf<keyof Ledger>();
  });

  it('fits its schema for any review', async () => {
    await fc.assert(
      fc.asyncProperty(review, async (any) => {
        const text = await renderReport('json', any, context);
        expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('says null, not nothing, for a file anchor and an unknown window', async () => {
    const whole = { ...sampleFinding, anchor: { path: 'a', side: 'file' as const }, suggestion: null };
    const envelope = parse(await renderReport('json', makeReview({ findings: [whole] }), context));
    expect(envelope.findings[0]).toMatchObject({ side: 'file', startLine: null, endLine: null });
    expect(envelope.ledger.model?.window.trained).toBeNull();
  });

  it('marks findings beyond the cap as folded', async () => {
    const findings = [sampleFinding, sampleFinding, sampleFinding];
    const envelope = parse(await renderReport('json', makeReview({ findings, shown: 1 }), context));
    expect(envelope.findings.map((finding) => finding.folded)).toEqual([false, true, true]);
  });

  it('means the same text and prints no control or invisible character', async () => {
    const message = 'a\u001b\u009b\u202e\u2028\ufeff\u{e0041}\u007f😀é';
    const text = await renderReport(
      'json',
      makeReview({ findings: [{ ...sampleFinding, message }] }),
      context,
    );
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Zl}|\p{Zp}/u);
    expect(parse(text).findings[0]?.message).toBe(message);
  });

  it('replaces lone surrogates, which strict readers refuse', async () => {
    const finding = { ...sampleFinding, message: 'a\ud800b' };
    const text = await renderReport('json', makeReview({ findings: [finding] }), context);
    expect(parse(text).findings[0]?.message).toBe('a\ufffdb');
  });
});

describe('jsonl', () => {
  it('is one object a line, a summary last, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(review, async (any) => {
        const text = await renderReport('jsonl', any, context);
        const lines = text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as { type: string });
        expect(lines.filter((line) => line.type === 'finding')).toHaveLength(any.findings.length);
        const { type, ...summary } = lines.at(-1) as unknown as Envelope & { type: string };
        expect(type).toBe('summary');
        expect(lines.filter((line) => line.type === 'gap')).toHaveLength(any.gaps.length);
        expect(lines.filter((line) => line.type === 'test')).toHaveLength(any.tests.length);
        expect(validate({ ...summary, findings: [], gaps: [], tests: [] })).toBe(true);
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it('names what was not reviewed', async () => {
    const lines = (await renderReport('jsonl', incompleteReview(), context)).split('\n');
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      type: 'not-reviewed',
      path: 'src/late.ts',
      reason: 'model did not answer in 120 s',
      parts: [],
    });
  });
});

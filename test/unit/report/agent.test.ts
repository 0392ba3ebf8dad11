import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../src/report/render-report.ts';
import { review } from './arbitrary-review.ts';
import { context, incompleteReview, makeReview, sampleFinding } from './sample-review.ts';

describe('agent', () => {
  it('has one line a finding and exactly one status line, the last, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(review, async (any) => {
        const lines = (await renderReport('agent', any, context))
          .trimEnd()
          .split(/\r\n|[\r\n\u2028\u2029\u0085]/);
        expect(lines.filter((line) => /^status=/.test(line))).toHaveLength(1);
        expect(lines.at(-1)).toContain(`status=${any.verdict} complete=${String(any.complete)} `);
        expect(
          lines.filter((line) => / (error|warning|info): .* \[.* [0-9a-f]{16}\]/.test(line)).length,
        ).toBe(any.shown + any.gaps.length);
      }),
      { numRuns: 200, seed: 10 },
    );
  });

  it('reads like a compiler', async () => {
    const text = await renderReport('agent', makeReview({ findings: [sampleFinding] }), context);
    expect(text).toBe(
      'src/cart.ts:12-14: error: Assignment where a comparison was meant. The condition assigns null to items, ' +
        'so the branch never runs. [model/review-chunk 00112233445566aa] replace-with="if (items === null) {"\n' +
        'status=findings complete=true findings=1 errors=1 warnings=0 folded=0 gaps=0 tests=0 reviewed=1 not-reviewed=0\n',
    );
  });

  it('ends in status=incomplete', async () => {
    expect(await renderReport('agent', incompleteReview(), context)).toMatch(/\nstatus=incomplete .*\n$/);
  });
});

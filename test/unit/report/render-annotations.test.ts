import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAnnotations } from '../../../src/report/render-annotations.ts';
import { review } from './arbitrary-review.ts';
import { makeReview, sampleFinding } from './sample-review.ts';

const kinds = ['error', 'warning', 'notice'];

function countKinds(text: string): number[] {
  const lines = text.trimEnd().split('\n');
  return kinds.map((kind) => lines.filter((line) => line.startsWith(`::${kind} `)).length);
}

describe('renderAnnotations', () => {
  it('never prints more of a kind than GitHub shows, the verdict last', () => {
    fc.assert(
      fc.property(review, (any) => {
        const text = renderAnnotations(any);
        const lines = text.trimEnd().split('\n');
        const counts = countKinds(text);
        expect(counts[0]).toBeLessThan(9);
        expect(counts[1]).toBeLessThan(9);
        expect(counts[2]).toBeLessThanOrEqual(10);
        expect(counts.reduce((sum, n) => sum + n, 0)).toBe(lines.length);
        expect(lines.at(-1)).toMatch(/^::notice title=Galley::/);
      }),
      { numRuns: 200, seed: 11 },
    );
  });

  it('puts the worst first and tells how many it left out', () => {
    const of = (severity: 'error' | 'warning', i: number) => ({
      ...sampleFinding,
      severity,
      fingerprint: `${severity}${i}`,
      title: `${severity} ${i}`,
    });
    const findings = [
      ...Array.from({ length: 3 }, (_, i) => of('warning', i)),
      ...Array.from({ length: 30 }, (_, i) => of('error', i)),
    ];
    const text = renderAnnotations(makeReview({ findings, shown: findings.length }));
    const lines = text.trimEnd().split('\n');
    expect(lines.slice(0, 8).every((line) => line.startsWith('::error '))).toBe(true);
    expect(lines[0]).toContain('title=error 0');
    expect(lines.filter((line) => line.startsWith('::warning ')).length).toBeGreaterThanOrEqual(3);
    expect(lines.at(-1)).toMatch(/; 22 more in the summary$/);
  });
});

import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../../../src/change/chunk.ts';
import type { Finding } from '../../../../src/finding/finding.ts';
import { rememberReview } from '../../../../src/review/pull-request/remember.ts';
import type { Memory } from '../../../../src/review/forge-ports.ts';
import { makeReview, sampleFinding } from '../../report/sample-review.ts';

/** A Chunk of two added lines of its own file. */
function chunk(index: number): { readonly chunk: Chunk; readonly key: string } {
  const lines = [1, 2].map((headLine) => ({
    ...{ side: 'head' as const, text: `line ${headLine}`, baseLine: undefined, headLine, hunk: 0 },
  }));
  const path = `src/${index}.ts`;
  const own = { path, fileIndex: index, language: 'typescript', symbol: '', header: [], lines, tokens: 9 };
  return { chunk: own, key: `key${index}` };
}

function finding(index: number, parts: Partial<Finding> = {}): Finding {
  const anchor = { path: `src/${index}.ts`, side: 'head', startLine: 2, endLine: 2 } as const;
  return { ...sampleFinding, anchor, fingerprint: index.toString(16).padStart(16, '0'), ...parts };
}

function remember(chunks: number, findings: readonly Finding[], told: readonly string[] = []): Memory {
  const reviewed = Array.from({ length: chunks }, (_, index) => chunk(index));
  const review = makeReview({ findings, shown: 1 });
  return rememberReview({ result: { review, reviewed }, head: 'h', asking: 'a', told });
}

describe('rememberReview', () => {
  it('binds what a model said to the lines of its Chunk', () => {
    const rule = finding(1, { origin: 'rule', rule: 'galley/merge-marker' });
    const { chunks, carried } = remember(2, [finding(0), finding(1), rule]);
    expect(chunks).toEqual(['key0', 'key1']);
    expect(carried).toMatchObject([
      { chunk: 'key0', first: 1, last: 1, isFolded: false, message: sampleFinding.message },
      { chunk: 'key1', first: 1, last: 1, isFolded: true },
    ]);
  });

  it('forgets Chunks, never the findings of one that it keeps', () => {
    const all = Array.from({ length: 70 }, (_, index) => finding(index));
    const { chunks, carried } = remember(600, all);
    expect(carried).toHaveLength(50);
    expect(chunks).toHaveLength(500);
    expect(carried.map((one) => one.chunk)).toEqual(chunks.slice(0, 50));
    expect(chunks).not.toContain('key55');
  });

  it('forgets the Chunks of a file whose finding it cannot place', () => {
    const strayed = finding(0, { anchor: { path: 'src/0.ts', side: 'head', startLine: 9, endLine: 9 } });
    expect(remember(2, [strayed]).chunks).toEqual(['key1']);
  });

  it('keeps the latest of what was told', () => {
    const told = Array.from({ length: 400 }, (_, index) => String(index));
    expect(remember(0, [], [...told, '399']).told).toEqual(told.slice(100));
  });
});

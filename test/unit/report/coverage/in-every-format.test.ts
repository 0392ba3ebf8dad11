import { describe, expect, it } from 'vitest';
import { formats } from '../../../../src/report/format.ts';
import { renderReport } from '../../../../src/report/render-report.ts';
import type { Finding } from '../../../../src/finding/finding.ts';
import { context, makeReview, sampleFinding } from '../sample-review.ts';
import { sampleCoverage, sampleFile, sampleGap, sampleTest } from './sample-coverage.ts';

const mirror: Finding = {
  ...sampleFinding,
  anchor: { path: 'src/cart.ts', side: 'head', startLine: 12, endLine: 12 },
  severity: 'info',
  category: 'coverage',
  origin: 'coverage',
  rule: 'coverage/branch',
  title: 'No test takes the else',
  message: 'needs item falsy',
  suggestion: null,
  fingerprint: 'cccccccccccccccc',
};

describe.each(formats)('%s', (format) => {
  it('says which arm no test takes, though the cap is spent', async () => {
    const review = makeReview({
      findings: [sampleFinding, { ...sampleFinding, title: 'Second' }, mirror],
      shown: 1,
      coverage: sampleCoverage,
    });
    const text = (await renderReport(format, review, context)).replace(/\s+/g, ' ');
    expect(text).toMatch(/else never taken|No test takes the else/);
    expect(text).toContain('src/cart.ts');
    expect(text).not.toMatch(/2 (more )?findings folded|folded=2/);
  });

  it('names a file that nobody can tell about, and why', async () => {
    const file = { ...sampleFile, state: 'no-data' as const, reason: 'the report is of another version' };
    const coverage = { ...sampleCoverage, files: [file], gaps: [] };
    const review = makeReview({ verdict: 'incomplete', complete: false, coverage });
    const text = (await renderReport(format, review, context)).replace(/\s+/g, ' ');
    expect(text).toContain('the report is of another version');
    expect(text).toContain('src/cart.ts');
  });

  it('carries a suggested test with its run', async () => {
    const text = await renderReport(format, makeReview({ tests: [sampleTest] }), context);
    expect(text).toContain('test/cart.test.ts');
    expect(text.replace(/\s+/g, ' ')).toMatch(/3 of 4 mutants|"killed": ?3/);
  });
});

describe('pretty', () => {
  const pretty = (parts: Parameters<typeof makeReview>[0]) =>
    renderReport('pretty', makeReview(parts), context);

  it('is quiet where all is covered, but for one row', async () => {
    const all = { covered: 4, total: 4 };
    const file = { ...sampleFile, statements: all, branches: all };
    const coverage = { ...sampleCoverage, files: [file], statements: all, branches: all, gaps: [] };
    const text = await pretty({ coverage });
    expect(text).not.toContain('Not reached');
    expect(text).toMatch(/^Coverage {2}4 of 4 statements, 4 of 4 arms; from coverage\/coverage-final.json/m);
  });

  it('never says how much of nothing is covered', async () => {
    const none = { covered: 0, total: 0 };
    const tallies = { statements: none, functions: none, branches: none };
    const coverage = { ...sampleCoverage, ...tallies, files: [{ ...sampleFile, ...tallies }], gaps: [] };
    const text = await pretty({ coverage });
    expect(text).toContain('nothing measurable');
    expect(text).not.toContain('%');
  });

  it('says nothing about coverage without data', async () => {
    expect(await pretty({})).not.toMatch(/coverage/i);
  });

  it('lists places with arm, condition and function', async () => {
    const text = await pretty({ findings: [mirror], shown: 0, coverage: sampleCoverage });
    expect(text).toContain('  src/cart.ts  12 of 15 statements, 3 of 7 arms\n');
    expect(text).toContain('    12  Cart.addItem: else never taken, needs `item` falsy\n');
    expect(text.trimEnd().split('\n').at(-1)).toBe('1 coverage gap');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('says that data of V8 is less certain', async () => {
    const coverage = { ...sampleCoverage, gaps: [{ ...sampleGap, certainty: 'low' as const }] };
    expect(await pretty({ coverage })).toContain('less certain');
  });

  it('names what is no longer reached', async () => {
    const coverage = {
      ...sampleCoverage,
      gaps: [],
      lost: [{ path: 'src/old.ts', startLine: 3, endLine: 5 }],
    };
    expect(await pretty({ coverage })).toMatch(/No longer reached.*\n {2}src\/old.ts:3-5/);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/report/format.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { review } from './arbitrary-review.ts';
import { context, incompleteReview, makeReview, sampleFinding } from './sample-review.ts';

describe.each(formats)('%s', (format) => {
  it('names what was not reviewed, and why', async () => {
    const text = await renderReport(format, incompleteReview(), context);
    expect(text).toContain('src/late.ts');
    expect(text).toContain('model did not answer in 120 s');
  });

  it('differs for an incomplete review whose files tell nothing', async () => {
    const silent = makeReview({ verdict: 'incomplete', complete: false });
    const text = await renderReport(format, silent, context);
    expect(text).toMatch(/something was not reviewed|"complete": ?false/);
    expect(text).not.toMatch(/^clean/m);
  });

  it('says that no model answered', async () => {
    const modelFailure = {
      code: 'server-unreachable',
      message: 'No server answers at :11434',
      todo: 'ollama serve',
    };
    const failed = makeReview({ verdict: 'incomplete', complete: false }, { model: null, modelFailure });
    expect(await renderReport(format, failed, context)).toContain('No server answers at :11434');
  });

  it('says that the user stopped it', async () => {
    const stopped = makeReview({ verdict: 'incomplete', complete: false }, { interrupted: true });
    expect(await renderReport(format, stopped, context)).toMatch(
      /stopped before the end|"interrupted": ?true/,
    );
  });

  it('says by rules only', async () => {
    const rules = makeReview({}, { mode: 'rules', model: null });
    expect(await renderReport(format, rules, context)).toMatch(/by rules only|"mode": ?"rules"/);
    expect(await renderReport(format, makeReview(), context)).not.toMatch(/by rules only|"mode": ?"rules"/);
  });

  it('shows the findings within the cap, and marks or counts the folded', async () => {
    const titles = ['First of them', 'Second of them', 'Third of them'];
    const findings = titles.map((title) => ({ ...sampleFinding, title }));
    const text = await renderReport(format, makeReview({ findings, shown: 1 }), context);
    const short = ['pretty', 'markdown', 'github', 'rdjson', 'agent'].includes(format);
    expect(titles.filter((title) => text.includes(title))).toEqual(short ? ['First of them'] : titles);
    if (short) expect(text).toMatch(/2 more findings folded|2 findings folded|folded=2/);
    else expect(text.match(/\(folded\)|"folded": ?true/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('prints no character that acts on a terminal or hides, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(review, fc.integer({ min: 0, max: 300 }), async (any, width) => {
        const text = await renderReport(format, any, { ...context, width, profile: true });
        expect(text).not.toMatch(/[^\P{Cc}\n\t]|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/u);
        expect(text.endsWith('\n')).toBe(true);
      }),
      { numRuns: 150, seed: 6 },
    );
  });
});

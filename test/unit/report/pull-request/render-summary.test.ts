import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCheckText } from '../../../../src/report/pull-request/render-check-text.ts';
import { renderLink } from '../../../../src/report/pull-request/render-link.ts';
import { renderStepSummary } from '../../../../src/report/pull-request/render-step-summary.ts';
import { renderSummary } from '../../../../src/report/pull-request/render-summary.ts';
import { dismissal } from '../../../ports/memory-forge.ts';
import { forgeAddress, ownComment, sampleLinks, sampleSummary } from '../../../ports/sample-summary.ts';
import { review } from '../arbitrary-review.ts';
import { incompleteReview, makeReview, sampleFinding } from '../sample-review.ts';

const other = {
  ...sampleFinding,
  fingerprint: 'f'.repeat(16),
  title: 'Another one',
  message: 'It is another.',
};

describe('renderSummary', () => {
  it('is short when nothing was found', () => {
    const text = renderSummary(sampleSummary(), sampleLinks);
    const [seen = ''] = text.split('<details>');
    expect(seen.trim().split('\n')).toEqual([
      '## Galley: clean: reviewed 1 file, 9 lines in 38 s with qwen2.5-coder:1.5b on 127.0.0.1:11434',
      '',
      'Looked at `1a2b3c4`.',
    ]);
    expect(text).toContain('Q4\\_K\\_M');
  });

  it('links each finding to its code and to its comment, and explains those without one', () => {
    const known = [{ finding: sampleFinding, comment: ownComment(sampleFinding, 11) }];
    const findings = [sampleFinding, other];
    const summary = sampleSummary({ review: makeReview({ findings }), known, listed: [other] });
    const text = renderSummary(summary, sampleLinks);
    expect(text).toContain(
      `| **error** | [\`src/cart.ts:12-14\`](${forgeAddress}blob/1a2b3c4/src/cart.ts#L12-L14) | Assignment where a comparison was meant, [comment](${forgeAddress}pull/7#discussion_r11) |`,
    );
    expect(text).toContain('### Findings without a comment of their own\n\n**Error: Another one**');
    expect(text).not.toContain(sampleFinding.message);
    expect(renderStepSummary(summary, sampleLinks)).toContain(sampleFinding.message);
  });

  it('names what was dismissed, by whom and how, and what comments silenced', () => {
    const said = dismissal(other.fingerprint, { by: 'mona', role: 'author', reason: 'meant' });
    const silencedFindings = [{ rule: 'galley/empty-catch', path: 'src/a.ts', line: 3 }];
    const rules = { known: 60, silenced: 1, silencedFindings, skipped: [], problems: [] };
    const summary = sampleSummary({
      review: makeReview({}, { rules }),
      dismissed: [{ finding: other, dismissal: said }],
    });
    const text = renderSummary(summary, sampleLinks);
    expect(text).toContain(
      'Another one; dismissed by `mona`, the author of the change, with a command: meant',
    );
    expect(text).toMatch(/\*\*1 finding silenced by comments in the code\*\*\n\n- \[`src\/a\.ts:3`\]/);
  });

  it('says what was not reviewed, in the open', () => {
    const text = renderSummary(sampleSummary({ review: incompleteReview() }), sampleLinks);
    expect(text).toMatch(/### Not reviewed\n\n- \[`src\/late\.ts`\].*: model did not answer in 120 s/);
  });

  it('tells when a dismissal is read', () => {
    const found = sampleSummary({ review: makeReview({ findings: [other] }) });
    expect(renderSummary(found, sampleLinks)).toContain('when it next runs');
    for (const listening of ['comments', 'check', 'app'] as const)
      expect(renderSummary({ ...found, listening }, sampleLinks)).toContain('answers at once');
  });

  it('says on the page of a check nothing that its title says, and on that of a job nothing about answers', () => {
    const found = sampleSummary({ review: makeReview({ findings: [other] }) });
    const check = renderCheckText(found, sampleLinks);
    expect(check.summary).toMatch(/^Galley reviewed/);
    expect(check.summary).toContain('/galley dismiss');
    const step = renderStepSummary(found, sampleLinks);
    expect(step).toMatch(/^## Galley: /);
    expect(step).not.toContain('/galley dismiss');
  });

  it('keeps to its limits, and keeps the verdict', () => {
    const huge = Array.from({ length: 400 }, (_, index) => ({
      ...sampleFinding,
      fingerprint: index.toString(16).padStart(16, '0'),
      message: '😀 ``` '.repeat(60),
    }));
    const summary = sampleSummary({ review: makeReview({ findings: huge }), listed: huge });
    const text = renderSummary(summary, sampleLinks, 30_000);
    expect(text.length).toBeLessThanOrEqual(30_000);
    expect(text).toMatch(/^## Galley: 400 findings/);
    expect(text).toMatch(/Left out here: .*400 explained findings/);
    expect(Buffer.byteLength(renderStepSummary(summary, sampleLinks))).toBeLessThanOrEqual(1_000_000);
    const check = renderCheckText(summary, sampleLinks);
    for (const part of [check.summary, check.text]) expect(part.length).toBeLessThanOrEqual(60_000);
  });

  it('takes any review', () => {
    fc.assert(
      fc.property(review, fc.integer({ min: 2000, max: 60_000 }), (any, most) => {
        const summary = sampleSummary({ review: any, listed: any.findings.slice(0, 2) });
        const text = renderSummary(summary, sampleLinks, most);
        expect(text.length).toBeLessThanOrEqual(most);
        expect(text).not.toMatch(/\p{Cs}/u);
        expect(text.match(/^<details>$/gm)?.length).toBe(text.match(/^<\/details>$/gm)?.length);
        expect(renderCheckText(summary, sampleLinks).title.length).toBeLessThanOrEqual(500);
      }),
      { numRuns: 60, seed: 12 },
    );
  });
});

describe('renderLink', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'not an address', ''])('makes none of %j', (url) => {
    expect(renderLink('`a`', url)).toBe('`a`');
  });

  it('lets nothing end it', () => {
    expect(renderLink('`a`', 'https://forge.example/a)|<b>`*_ x\ny')).toMatch(
      /^\[`a`\]\(https:\/\/forge\.example\/a%29%7C%3Cb%3E%60%2A_%20xy\)$/,
    );
  });
});

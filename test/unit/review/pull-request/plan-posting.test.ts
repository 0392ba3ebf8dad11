import { describe, expect, it } from 'vitest';
import { parseDiff } from '../../../../src/change/parse-diff.ts';
import type { Finding } from '../../../../src/finding/finding.ts';
import type { Conversation, Memory, Posting } from '../../../../src/review/forge-ports.ts';
import { planPosting } from '../../../../src/review/pull-request/plan-posting.ts';
import type { Review } from '../../../../src/review/review.ts';
import { dismissal, memoryForge, samplePull } from '../../../ports/memory-forge.ts';
import { addedFile } from '../../../ports/review-ports.ts';
import { makeReview, sampleFinding } from '../../report/sample-review.ts';

const lines = Array.from({ length: 40 }, (_, index) => `call(${index});`);
const change = { files: parseDiff(addedFile('src/a.ts', ...lines)), context: 'blobs' as const };

function finding(line: number, parts: Partial<Finding> = {}): Finding {
  return {
    ...sampleFinding,
    anchor: { path: 'src/a.ts', side: 'head', startLine: line, endLine: line },
    fingerprint: line.toString(16).padStart(16, '0'),
    quote: `call(${line - 1});`,
    severity: 'warning',
    ...parts,
  };
}

async function plan(review: Review, conversation: Partial<Conversation> = {}): Promise<Posting> {
  const planned = await planPosting({
    pull: samplePull,
    result: { review, exitCode: 0, change, reviewed: [], prompts: [] },
    conversation: { summary: undefined, comments: [], dismissals: [], ...conversation },
    headTextOf: async () => ({ text: lines.join('\n') }),
    options: { mostComments: 25, listening: 'none', failOn: 'error' },
    asking: 'asked',
    check: undefined,
  });
  return planned.posting;
}

function summaryWith(memory: Partial<Memory>): Pick<Conversation, 'summary'> {
  const empty = { version: 1, head: 'h', asking: 'a', chunks: [], carried: [], told: [] } as const;
  return { summary: { id: 1, url: 'u', memory: { ...empty, ...memory } } };
}

const prints = (findings: readonly Finding[]): string[] => findings.map(({ fingerprint }) => fingerprint);
const all = (count: number): Finding[] => Array.from({ length: count }, (_, index) => finding(index + 1));

describe('planPosting', () => {
  it('puts at most as many comments on lines as one review takes, and lists the rest', async () => {
    const findings = all(30);
    const { comments, summary } = await plan(makeReview({ findings }));
    expect(comments).toEqual(findings.slice(0, 25));
    expect(summary.listed).toEqual(findings.slice(25));
    expect(summary.memory.told).toEqual(prints(findings));
  });

  it('sends no anchor that the change does not show', async () => {
    const path = 'src/a.ts';
    const odd: Finding[] = [
      finding(41),
      finding(3, { anchor: { path, side: 'base', startLine: 3, endLine: 3 } }),
      finding(4, { anchor: { path, side: 'head', startLine: 5, endLine: 4 } }),
      finding(5, { anchor: { path: 'src/b.ts', side: 'head', startLine: 1, endLine: 1 } }),
      finding(6, { anchor: { path, side: 'file' } }),
    ];
    const { comments, summary, check } = await plan(makeReview({ findings: [...odd, finding(1)] }));
    expect(comments).toEqual([finding(1)]);
    expect(summary.listed).toEqual(odd);
    expect(check.annotations.every(({ anchor }) => anchor.side === 'head')).toBe(true);
  });

  it('gives no comment to what is folded, nor to what mirrors a gap', async () => {
    const mirror = finding(9, { origin: 'coverage', severity: 'info' });
    const review = makeReview({ findings: [...all(4), mirror], shown: 2 });
    const { comments, summary, check } = await plan(review);
    expect(comments).toEqual(all(2));
    expect(summary.listed).toEqual([]);
    expect(summary.memory.told).toEqual(prints(all(4)));
    expect(check.annotations).toEqual([...all(2), mirror]);
  });

  it('gives no comment to what was told before: listed, or folded as it was', async () => {
    const [a, b, c] = [finding(1), finding(2), finding(3, { severity: 'error' })];
    const carried = [b, c].map(({ fingerprint, severity, category, rule, title, message }) => ({
      ...{ chunk: 'k', first: 0, last: 0, confidence: null, isFolded: true },
      ...{ fingerprint, severity, category, rule, title, message },
    }));
    const told = [...prints([a, b, c]), 'f'.repeat(16)];
    const posting = await plan(makeReview({ findings: [a, b, c] }), summaryWith({ told, carried }));
    expect(posting.comments).toEqual([]);
    expect(posting.summary.listed).toEqual([a, c]);
    expect(posting.summary.memory.told).toEqual(['f'.repeat(16), ...prints([a, b, c])]);
  });

  it('knows a comment by its fingerprint, the open one first', async () => {
    const forge = memoryForge();
    await forge.post(await plan(makeReview({ findings: all(1) })), new AbortController().signal);
    const [own] = forge.state.conversation.comments;
    if (own === undefined) throw new Error('no comment');
    const comments = [
      { ...own, id: 1, status: 'fixed' as const },
      { ...own, id: 2 },
    ];
    const { summary, edits } = await plan(makeReview({ findings: all(1) }), { comments });
    expect(summary.known).toMatchObject([{ comment: { id: 2 } }]);
    expect(edits).toEqual([]);
  });

  it('counts what people dismissed neither as a finding nor as a failure', async () => {
    const bad = finding(1, { severity: 'error' });
    const review = makeReview({ findings: [bad, finding(2)], shown: 2 });
    expect((await plan(review)).check.conclusion).toBe('failure');
    const said = dismissal(bad.fingerprint);
    const { summary, check, comments } = await plan(review, { dismissals: [said] });
    expect(check.conclusion).toBe('success');
    expect(summary.review).toMatchObject({ verdict: 'findings', findings: [finding(2)], shown: 1 });
    expect(summary.dismissed).toEqual([{ finding: bad, dismissal: said }]);
    expect(comments).toEqual([finding(2)]);
  });

  it.each([
    ['is gone from its file', 'gone()', false, true],
    ['stands in its file', 'call(0);', false, false],
    ['was never quoted, and the review is whole', '', true, true],
  ])('says fixed of a comment whose code %s: %s', async (_, quote, isFile, isFixed) => {
    const forge = memoryForge();
    const path = 'src/a.ts';
    const old = finding(1, isFile ? { quote, anchor: { path, side: 'file' } } : { quote });
    const posting = await plan(makeReview({ findings: [old] }));
    await forge.post({ ...posting, comments: [old] }, new AbortController().signal);
    const { comments } = forge.state.conversation;
    const { edits } = await plan(makeReview(), { comments });
    expect(edits.map(({ status }) => status)).toEqual(isFixed ? ['fixed'] : []);
    const partly = await plan(makeReview({ complete: false }), { comments });
    expect(partly.edits).toHaveLength(isFixed && !isFile ? 1 : 0);
  });
});

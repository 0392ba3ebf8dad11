import { expect, test } from 'vitest';
import type { Finding } from '../../../../src/finding/finding.ts';
import type { Dismissal, Posting } from '../../../../src/review/forge-ports.ts';
import { recordReview } from '../../../../src/review/jobs/record-review.ts';
import { samplePull as pull } from '../../../ports/memory-forge.ts';
import { ownComment, sampleSummary } from '../../../ports/sample-summary.ts';
import { makeReview, sampleFinding } from '../../report/sample-review.ts';

const head = 'b'.repeat(40);
const review = makeReview();

function countsOf(parts: Pick<Posting, 'comments' | 'edits' | 'summary'>) {
  const check = {
    conclusion: 'neutral',
    title: '',
    findings: [],
    listening: 'app',
  } as unknown as Posting['check'];
  const posting: Posting = { pull, head, old: undefined, check, ...parts };
  const key = { repository: 'olga/proof', number: 1 };
  const rest = { configuration: '', mergeBase: head, url: undefined, problems: [], prompts: [] };
  return recordReview({ key, pull, review, posting, exitCode: 1, ...rest }).findings;
}

test('what was posted, fixed and dismissed is counted by rule', () => {
  const of = (rule: string, digit: string): Finding => ({
    ...sampleFinding,
    ...{ rule, fingerprint: digit.repeat(16) },
  });
  const gone = of('galley/c', '3');
  const dismissal: Dismissal = {
    ...{ fingerprint: gone.fingerprint, by: 'alice', reason: '' },
    ...{ role: 'author', how: 'command' },
  };
  const counts = countsOf({
    comments: [of('galley/a', '0')],
    summary: sampleSummary({ listed: [of('galley/a', '1')], dismissed: [{ finding: gone, dismissal }] }),
    edits: [{ comment: ownComment(of('galley/b', '2'), 7), status: 'fixed', head }],
  });
  expect(counts).toEqual([
    { rule: 'galley/a', posted: 2, fixed: 0, dismissed: 0 },
    { rule: 'galley/c', posted: 0, fixed: 0, dismissed: 1 },
    { rule: 'galley/b', posted: 0, fixed: 1, dismissed: 0 },
  ]);
});

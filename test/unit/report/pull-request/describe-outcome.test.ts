import { describe, expect, it } from 'vitest';
import { GalleyError } from '../../../../src/errors.ts';
import { describeOutcome } from '../../../../src/report/pull-request/describe-outcome.ts';
import type { PullRequestOutcome } from '../../../../src/review/pull-request/pull-request-outcome.ts';
import { ownComment, sampleSummary } from '../../../ports/sample-summary.ts';
import { makeReview, sampleFinding } from '../sample-review.ts';

const comment = ownComment(sampleFinding, 11);
const planned = {
  pull: { number: 7, url: 'https://forge.example/acme/shop/pull/7' },
  review: makeReview({ findings: [sampleFinding] }),
  posting: {
    comments: [sampleFinding],
    edits: [
      { comment, status: 'fixed', head: 'a' },
      { comment, status: 'open', head: 'a' },
    ],
    summary: sampleSummary(),
    old: undefined,
    check: { conclusion: 'failure' },
  },
  exitCode: 1,
};

function tell(parts: object): string {
  return describeOutcome({ ...planned, ...parts } as unknown as PullRequestOutcome).join('\n');
}

describe('what became of the review of a pull request', () => {
  it('names what was posted, what was marked, and what the forge did not take', () => {
    const posted = {
      comments: 1,
      refused: [sampleFinding],
      problems: ['no @check'],
      url: 'https://forge.example/x',
    };
    expect(tell({ kind: 'posted', posted }).split('\n')).toEqual([
      'Posted 1 comment and the summary: https://forge.example/x',
      '1 comment marked as fixed',
      '1 comment opened again',
      'GitHub took no comment for 1 finding: in the summary',
      'no @check',
    ]);
  });

  it.each([
    [
      { kind: 'planned' },
      /^Would be posted to pull request #7 .* with --post:\n {2}1 new comment\n {4}src\/cart\.ts:/,
    ],
    [{ kind: 'stopped' }, /^Stopped: nothing was posted to pull request #7/],
    [{ kind: 'withdrawn', reason: 'draft' }, /^Nothing was posted to .*: it is a draft by now$/],
    [{ kind: 'superseded', head: 'b'.repeat(40) }, /: its head moved to bbbbbbb during the review$/],
    [{ kind: 'skipped', reason: 'merged' }, /^Nothing to do for .*: it is merged$/],
    [
      {
        kind: 'not-posted',
        problem: new GalleyError('forge-unreachable', { what: 'x', why: 'y', todo: 'z' }),
      },
      /^The review could not be posted to .*; it would have been:\n {2}1 new comment/,
    ],
  ])('begins with the whole of it: %j', (parts, text) => {
    expect(tell(parts)).toMatch(text);
  });
});

import { expect, test } from 'vitest';
import { mostReturns, tellReturn } from '../../../../src/review/jobs/tell-return.ts';
import type { ReviewResult } from '../../../../src/review/review-change.ts';
import { makeReview } from '../../report/sample-review.ts';

const resultOf = (away: ReviewResult['away'], failure?: string): ReviewResult => {
  const review = makeReview();
  const modelFailure =
    failure === undefined ? null : { code: away ?? '', message: failure, todo: 'ollama serve' };
  return {
    ...{ exitCode: 3, change: { context: 'hunk', files: [] }, reviewed: [], prompts: [], away },
    review: { ...review, ledger: { ...review.ledger, modelFailure } },
  };
};

test('a model that was away is said to be waited for, also one that went away on the way', () => {
  const failure = (result: ReviewResult) => tellReturn(result, 1).review.ledger.modelFailure;
  expect(failure(resultOf('server-unreachable', 'Nobody is there.'))).toEqual({
    ...{ code: 'server-unreachable', todo: 'ollama serve' },
    message: 'Nobody is there. The review is made again when the model is back.',
  });
  expect(failure(resultOf('model-missing'))).toMatchObject({
    message: 'It stopped answering during the review. The review is made again when the model is back.',
  });
});

test('nothing is promised that is not done: another failure, or the last time', () => {
  const well = resultOf(undefined, 'The window is too small.');
  expect(tellReturn(well, 1)).toBe(well);
  const last = resultOf('model-busy', 'It is busy.');
  expect(tellReturn(last, mostReturns)).toBe(last);
});

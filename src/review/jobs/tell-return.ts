import type { ReviewResult } from '../review-change.ts';

/** How often a head is reviewed anew because its model was away; the last one leaves it at that. */
export const mostReturns = 6;

/** A review that its model was away for says that it is made again: nobody has to push for it. */
export function tellReturn(result: ReviewResult, tries: number): ReviewResult {
  const { review, away } = result;
  if (away === undefined || tries >= mostReturns) return result;
  const { code, message, todo } = review.ledger.modelFailure ?? {
    ...{ code: away, message: 'It stopped answering during the review.', todo: '' },
  };
  const said = `${message} The review is made again when the model is back.`;
  return {
    ...result,
    review: { ...review, ledger: { ...review.ledger, modelFailure: { code, message: said, todo } } },
  };
}

/** Workers are killed and restarted: so often that is no fault of the job. */
const accidents = 2;
/** The longest pause, in first ones: somebody waits for the review. */
const mostPauses = 8;

/** Whether a job that has lost so many workers goes on at once, before all others. */
export function isAccident(losses: number): boolean {
  return losses <= accidents;
}

/**
 * How long a job that has lost so many workers waits: it may be what ends them, and whoever does it ends again. Doubled
 * each time, up to eight times the first.
 *
 * @param firstMs of the first pause, in milliseconds
 */
export function pauseAfterLoss(losses: number, firstMs: number): number {
  return isAccident(losses) ? 0 : firstMs * Math.min(mostPauses, 2 ** (losses - accidents - 1));
}

import { renderAnnotations } from '../../report/render-annotations.ts';
import { renderCommand } from '../../report/github-command.ts';
import type { Review } from '../../review/review.ts';
import type { Runner } from './open-runner.ts';

/**
 * Tells a Review that could not be posted where everybody who sees the run reads it: annotations beside the code. The step
 * summary and the files hold it whole.
 *
 * @param reason why it could not be posted and what helps, for people
 */
export function fallBack(review: Review, reason: string, runner: Runner): void {
  runner.say(`Not posted: ${reason}\nThe review stands in annotations, in the step summary and in files.`);
  runner.command(renderAnnotations(review));
}

/** A line beside the run, where a review says less than it should. */
export function warn(text: string, runner: Runner): void {
  runner.command(renderCommand('warning', { title: 'Galley' }, text));
}

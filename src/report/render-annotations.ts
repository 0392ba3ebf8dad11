import type { Review } from '../review/review.ts';
import { annotateFinding, annotateLeftOut, annotateTest, type Annotation } from './annotate-review.ts';
import { renderGithubGaps } from './coverage/render-github-gaps.ts';
import { describeVerdict } from './describe-review.ts';
import { mostAnnotations, renderCommand, type CommandName } from './github-command.ts';
import { listSaid } from './list-findings.ts';

const order: readonly CommandName[] = ['error', 'warning', 'notice'];

/** Two of each kind are left for what the run itself has to say. */
const mostShown = mostAnnotations - 2;

/**
 * The Review as annotations of one step, where it can't be posted: the worst first, as many of a kind as GitHub shows
 * (what is above that it drops without a word), and last the verdict with how many more the summary has.
 */
export function renderAnnotations(review: Review): string {
  const found = listSaid(review).map(annotateFinding);
  const others = [...annotateLeftOut(review), ...review.tests.map(annotateTest)];
  const gaps = renderGithubGaps(review.gaps, mostShown).map((line): Annotation => ({
    command: 'notice',
    line,
  }));
  const all = [...found, ...others, ...gaps];
  const shown = order.flatMap((kind) => all.filter(({ command }) => command === kind).slice(0, mostShown));
  const rest = all.length - shown.length;
  const more = rest === 0 ? '' : `; ${rest} more in the summary`;
  const verdict = renderCommand('notice', { title: 'Galley' }, `${describeVerdict(review)}${more}`);
  return [...shown.map(({ line }) => line), verdict].map((line) => `${line}\n`).join('');
}

import type { Review } from '../review/review.ts';
import { annotateFinding, annotateLeftOut, annotateTest } from './annotate-review.ts';
import { renderGithubGaps } from './coverage/render-github-gaps.ts';
import { plural } from './describe-finding.ts';
import { describeVerdict } from './describe-review.ts';
import { mostAnnotations, renderCommand } from './github-command.ts';
import { countFolded, listSaid } from './list-findings.ts';

/**
 * Workflow commands, one a line: findings within the cap, each path not reviewed, suggested tests, gaps, then the verdict.
 * GitHub shows few annotations of a kind a step: the cap keeps findings visible, and gaps take what is left.
 */
export function renderGithub(review: Review): string {
  const folded = countFolded(review);
  const found = listSaid(review).map(annotateFinding);
  const tests = review.tests.map(annotateTest);
  const notices =
    found.filter(({ command }) => command === 'notice').length + tests.length + (folded === 0 ? 1 : 2);
  const lines = [
    ...[...found, ...annotateLeftOut(review), ...tests].map(({ line }) => line),
    ...renderGithubGaps(review.gaps, Math.max(1, mostAnnotations - notices)),
    ...(folded === 0
      ? []
      : [renderCommand('notice', { title: 'Galley' }, `${plural(folded, 'finding')} folded`)]),
    renderCommand(review.complete ? 'notice' : 'warning', { title: 'Galley' }, describeVerdict(review)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

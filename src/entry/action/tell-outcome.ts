import { describeFailure, type GalleyError } from '../../errors.ts';
import { renderCommand } from '../../report/github-command.ts';
import { describeVerdict } from '../../report/describe-review.ts';
import { summaryLinks } from '../../github/summary-links.ts';
import { describeOutcome } from '../../report/pull-request/describe-outcome.ts';
import { renderStepSummary } from '../../report/pull-request/render-step-summary.ts';
import type { PlannedReview, PullRequestOutcome } from '../../review/pull-request/pull-request-outcome.ts';
import { fallBack, warn } from './fall-back.ts';
import type { Runner } from './open-runner.ts';
import { outputsOf } from './outputs-of.ts';
import { writeReportFiles } from './write-report-files.ts';

/** Says what became of the review wherever a step can say it, and returns the exit code. */
export async function tellOutcome(outcome: PullRequestOutcome, runner: Runner): Promise<number> {
  if (outcome.kind === 'skipped') {
    runner.say(describeOutcome(outcome).join('\n'));
    return 0;
  }
  const { review, posting, pull } = outcome;
  runner.say(`Galley: ${describeVerdict(review)}`);
  const files = await writeReportFiles(review, await runner.makeFolder());
  await runner.addSummary(renderStepSummary(posting.summary, summaryLinks(pull, posting.head)));
  const url = outcome.kind === 'posted' ? outcome.posted.url : undefined;
  await runner.setOutputs(outputsOf(review, { files, url, milliseconds: performance.now() }));
  return tellPosting(outcome, runner);
}

function tellPosting(outcome: Exclude<PullRequestOutcome, { kind: 'skipped' }>, runner: Runner): number {
  switch (outcome.kind) {
    case 'posted':
      outcome.posted.problems.forEach((problem) => warn(problem, runner));
      runner.say(describeOutcome(outcome).join('\n'));
      return tellExit(outcome, runner);
    case 'planned':
      return tellExit(outcome, runner);
    case 'superseded':
    case 'withdrawn':
      // After a push its own run tells what stands there now.
      runner.say(describeOutcome(outcome).join('\n'));
      return 0;
    case 'stopped':
      fallBack(outcome.review, 'the run was stopped', runner);
      return 3;
    case 'not-posted':
      fallBack(outcome.review, describeFailure(outcome.problem), runner);
      return isExpected(outcome.problem) ? tellExit(outcome, runner) : tellUnposted(outcome.problem, runner);
  }
}

/** The token of a fork's job may only read: that is no fault. */
function isExpected({ code }: GalleyError): boolean {
  return code === 'forge-forbidden';
}

function tellUnposted(problem: GalleyError, runner: Runner): number {
  const text = [describeFailure(problem), problem.todo].filter((part) => part !== '').join('\n');
  runner.command(renderCommand('error', { title: 'Galley: not posted' }, text));
  return 2;
}

/** Why the step fails, in a line of its own. */
function tellExit({ exitCode, review }: Pick<PlannedReview, 'exitCode' | 'review'>, runner: Runner): number {
  if (exitCode === 0) return 0;
  const why =
    exitCode === 1
      ? 'This step fails because of findings at or above failOn.'
      : 'This step fails because not everything was reviewed, which is not the same as clean.';
  runner.command(renderCommand('error', { title: `Galley: ${review.verdict}` }, why));
  return exitCode;
}

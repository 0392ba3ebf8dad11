import type { GitHubDouble } from '../../doubles/github/start-github.ts';
import type { CheckRun } from '../../doubles/github/state/checks.ts';
import type { PullRequest } from '../../doubles/github/state/records.ts';

const bot = 'galley[bot]';

/** What the app has left on a pull request, read from what the forge stores. */
export interface Stand {
  /** The newest head has its review: a summary that names it, and a check that has ended. */
  readonly isReviewed: boolean;
  /** Summaries; more than one is a review that was told twice. */
  readonly summaries: number;
  /** First seven digits of the head that the summary names; undefined: it names none. */
  readonly named: string | undefined;
  /** The latest check at the newest head: its status, or its conclusion when it has ended. */
  readonly check: string | undefined;
  /** Reviews of the app at the newest head. */
  readonly reviews: number;
  /** Path and line of each of its comments that opens a thread. */
  readonly comments: readonly string[];
  /** Comments that say the same at the same line as another one, as the lines are now. */
  readonly doubled: readonly string[];
}

export function standOf({ state }: Pick<GitHubDouble, 'state'>, pull: PullRequest): Stand {
  const isHere = (record: { readonly repository: string; readonly author: string }): boolean =>
    record.repository === pull.repository && record.author === bot;
  const summaries = state.issueComments.filter(
    (comment) =>
      isHere(comment) && comment.issue === pull.number && comment.body.startsWith('<!-- galley:summary'),
  );
  const named = /\bat `([0-9a-f]{7})`/.exec(summaries[0]?.body ?? '')?.[1];
  const check = latestCheck(state.checkRuns, pull);
  const threads = state.reviewComments.filter(
    (comment) => isHere(comment) && comment.pull === pull.number && comment.inReplyTo === null,
  );
  const said = threads
    .filter(({ place }) => place !== null)
    .map(({ path, place, body }) => `${path}:${place?.line ?? 'file'}: ${textOf(body)}`);
  return {
    isReviewed: named === pull.head.sha.slice(0, 7) && check?.status === 'completed',
    summaries: summaries.length,
    named,
    check: check?.conclusion ?? check?.status,
    reviews: state.reviews.filter(
      (review) => isHere(review) && review.pull === pull.number && review.commitId === pull.head.sha,
    ).length,
    comments: threads.map(({ path, original }) => `${path}:${original.line ?? 'file'}`),
    doubled: said.filter((one, at) => said.indexOf(one) !== at),
  };
}

/** What is wrong with a pull request whose newest head was reviewed exactly once; empty: nothing. */
export function faultsOf(stand: Stand): string[] {
  return [
    ...(stand.isReviewed
      ? []
      : [`not reviewed (summary of ${stand.named ?? 'nothing'}, check ${stand.check ?? 'none'})`]),
    ...(stand.summaries > 1 ? [`${stand.summaries} summaries`] : []),
    ...stand.doubled.map((said) => `said twice: ${said}`),
  ];
}

function latestCheck(runs: readonly CheckRun[], pull: PullRequest): CheckRun | undefined {
  return runs.findLast((run) => run.repository === pull.repository && run.headSha === pull.head.sha);
}

/** Without markers, which name the head and the moment. */
function textOf(body: string): string {
  return body.replaceAll(/<!--.*?-->/gs, '').trim();
}

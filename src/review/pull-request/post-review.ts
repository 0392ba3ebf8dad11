import { isGalleyError, type GalleyError } from '../../errors.ts';
import type { CheckHandle, Listening } from '../forge-ports.ts';
import type { PlannedReview, PullRequestOutcome } from './pull-request-outcome.ts';
import type { PullRequestPorts } from './pull-request-ports.ts';
import { sayNotNow, whyNotNow } from './why-not-now.ts';

export interface PostWish {
  /** Why nothing can be posted; undefined: nothing speaks against it. */
  readonly problem: GalleyError | undefined;
  readonly check: CheckHandle | undefined;
  readonly isPosting: boolean;
  readonly listening: Listening;
}

/** Posts a review, unless somebody has pushed, closed or stopped meanwhile. Its check is ended in any case. */
export async function postReview(
  planned: PlannedReview,
  { problem, check, isPosting, listening }: PostWish,
  { forge, signal }: Pick<PullRequestPorts, 'forge' | 'signal'>,
): Promise<PullRequestOutcome> {
  if (!isPosting) return { kind: 'planned', ...planned };
  if (problem !== undefined) return { kind: 'not-posted', problem, ...planned };
  if (signal.aborted) {
    await check?.drop('The review was stopped.');
    return { kind: 'stopped', ...planned };
  }
  try {
    const now = await forge.readPullRequest(signal);
    const reason = whyNotNow(now);
    if (reason !== undefined) {
      await check?.drop(`Not posted: ${sayNotNow(reason)}`);
      return { kind: 'withdrawn', reason, ...planned };
    }
    const head = now.head.sha;
    if (head !== planned.posting.head) {
      await check?.drop('Superseded by a newer push.');
      return { kind: 'superseded', head, ...planned };
    }
    return { kind: 'posted', posted: await forge.post(planned.posting, signal), ...planned };
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    await check?.drop(`The review could not be posted: ${whereToLook(listening)}`);
    return { kind: 'not-posted', problem: error, ...planned };
  }
}

/** Where its reader finds why: an Action has a run with a log that everybody sees, the app a log of its operator. */
export function whereToLook(listening: Listening): string {
  return listening === 'app' ? 'the log of the app tells its operator why.' : 'see the log of its run.';
}

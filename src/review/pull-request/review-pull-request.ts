import { isGalleyError, type GalleyError } from '../../errors.ts';
import type { CheckHandle, Conversation, PullRequest } from '../forge-ports.ts';
import { reviewChange } from '../review-change.ts';
import { askingKey } from './asking-key.ts';
import { planPosting, type PlannedPosting } from './plan-posting.ts';
import { postReview, whereToLook } from './post-review.ts';
import type { OpenedReview, PullRequestOptions, PullRequestPorts } from './pull-request-ports.ts';
import type { PullRequestOutcome } from './pull-request-outcome.ts';
import { createHeadTexts } from './read-head-text.ts';
import { tellProgress } from './tell-progress.ts';
import { whyNotNow } from './why-not-now.ts';

/**
 * Reviews one pull request and posts the result: the whole life of such a review but reading arguments. Chunks that its
 * last review has seen are not asked about again, and nothing is told twice.
 *
 * @throws GalleyError when the pull request or its change cannot be read, or the operator's set-up is broken. A review that
 *   exists is never lost to an error: one that cannot be posted is part of the outcome.
 */
export async function reviewPullRequest(
  options: PullRequestOptions,
  ports: PullRequestPorts,
): Promise<PullRequestOutcome> {
  const { forge, signal } = ports;
  const pull = await forge.readPullRequest(signal);
  const reason = whyNotNow(pull);
  if (reason !== undefined && options.isPosting) return { kind: 'skipped', pull, reason };
  // Both take their time, and neither needs the other.
  const conversing = converse(pull, ports);
  conversing.catch(() => {});
  const opened = await ports.openReview(pull, await forge.readMergeBase(pull, signal));
  try {
    const { conversation, problem } = await conversing;
    const isStarted = options.isPosting && options.showsProgress && problem === undefined;
    const check = isStarted ? await startCheck(pull, ports) : undefined;
    try {
      const planned = await reviewOpened(pull, conversation, opened, options, check);
      const { review } = planned.posting.summary;
      const wish = { problem, check, isPosting: options.isPosting, listening: options.listening };
      return await postReview({ pull, review, ...planned }, wish, ports);
    } catch (error) {
      const reason = isGalleyError(error) ? error.message : whereToLook(options.listening);
      await check?.drop(`The review could not be made: ${reason}`);
      throw error;
    }
  } finally {
    await opened.close();
  }
}

/** Without what was said earlier a review is made, and not posted: it would say everything again. */
async function converse(
  pull: PullRequest,
  { forge, log, signal }: PullRequestPorts,
): Promise<{ readonly conversation: Conversation; readonly problem?: GalleyError }> {
  try {
    return { conversation: await forge.readConversation(pull, signal) };
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    // Whoever stopped it knows.
    if (!signal.aborted)
      log.warn('the conversation of the pull request could not be read', { reason: error.message });
    return { conversation: { summary: undefined, comments: [], dismissals: [] }, problem: error };
  }
}

/** A check that cannot begin is no reason not to review. */
async function startCheck(
  pull: PullRequest,
  { forge, log, signal }: PullRequestPorts,
): Promise<CheckHandle | undefined> {
  try {
    return await forge.startCheck(pull, signal);
  } catch (error) {
    if (!isGalleyError(error) || error.code === 'lease-lost') throw error;
    log.warn('no check was begun', { reason: error.message });
    return undefined;
  }
}

async function reviewOpened(
  pull: PullRequest,
  conversation: Conversation,
  opened: OpenedReview,
  { mostComments, listening }: PullRequestOptions,
  check: CheckHandle | undefined,
): Promise<PlannedPosting> {
  const { options, ports, modelName, toolVersion, amend } = opened;
  const probes = options.asking.probes ? await ports.probes.load() : [];
  const asking = askingKey({ modelName, toolVersion, options, probes });
  const memory = conversation.summary?.memory;
  const earlier =
    memory?.asking === asking ? { chunks: new Set(memory.chunks), carried: memory.carried } : undefined;
  const onProgress = tellProgress(check, ports);
  const first = await reviewChange({ ...options, earlier }, { ...ports, onProgress });
  const result = (await amend?.(first)) ?? first;
  const headTextOf = createHeadTexts(result.change, ports.blobs, options.maxFileBytes);
  const posting = { mostComments, listening, failOn: options.failOn };
  return planPosting({ pull, result, conversation, headTextOf, options: posting, asking, check });
}

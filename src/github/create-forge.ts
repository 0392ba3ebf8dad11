import { randomUUID } from 'node:crypto';
import { isGalleyError, type GalleyError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { CheckHandle, Forge, Posting, PullRequest } from '../review/forge-ports.ts';
import type { Review } from '../review/review.ts';
import { checkHandle } from './check/check-handle.ts';
import { fitOutput } from './check/check-output.ts';
import { finishCheck } from './check/finish-check.ts';
import { startCheck } from './check/start-check.ts';
import type { ClientTime } from './client/client-time.ts';
import type { GitHubClient, PullAddress } from './client/github-client.ts';
import type { OwnPosts } from './post/post-context.ts';
import type { RenderSummary } from './post/render-summary-body.ts';
import { writePosting } from './post/write-posting.ts';

export interface ForgeOptions {
  readonly client: GitHubClient;
  readonly address: PullAddress;
  readonly time: ClientTime;
  readonly log: Log;
  /** What is read. */
  readonly reading: Pick<Forge, 'readPullRequest' | 'readMergeBase' | 'readConversation'>;
  readonly own: OwnPosts;
  /** As branch protection names it: `galley`. */
  readonly checkName: string;
  /** Name of this set-up, where several review the same pull request; usually empty. */
  readonly configuration: string;
  readonly renderSummary: RenderSummary;
  /** One line: `3 findings (1 error, 2 warnings)`. */
  readonly describeVerdict: (review: Review) => string;
}

/** A pull request on GitHub, as the core sees it. */
export function createForge(options: ForgeOptions): Forge {
  let checkProblem: string | undefined;
  const start = async (
    head: string,
    title: string,
    signal: AbortSignal,
  ): Promise<CheckHandle | undefined> => {
    if (checkProblem !== undefined) return undefined;
    try {
      return await openCheck(options, head, title, signal);
    } catch (error) {
      if (!isNoPermission(error)) throw error;
      checkProblem = `No check was written. ${error.message}`;
      return undefined;
    }
  };
  return {
    ...options.reading,
    startCheck: (pull: PullRequest, signal: AbortSignal) =>
      start(pull.head.sha, 'Review in progress', signal),
    async post(posting, signal) {
      const { renderSummary, configuration, own, client, address, time } = options;
      const context = { client, address, own, time, signal };
      const { text, ...posted } = await writePosting(posting, configuration, renderSummary, context);
      const title = options.describeVerdict(posting.summary.review);
      const handle = posting.check.handle ?? (await start(posting.head, title, signal));
      if (handle !== undefined) await endCheck(options, handle.id, { posting, title, text }, signal);
      return { ...posted, problems: checkProblem === undefined ? [] : [checkProblem] };
    },
  };
}

async function openCheck(
  { client, address, time, log, checkName }: ForgeOptions,
  head: string,
  title: string,
  signal: AbortSignal,
): Promise<CheckHandle> {
  const context = { client, address: { owner: address.owner, repo: address.repo }, time, signal };
  const externalId = `galley/${address.number}/${randomUUID()}`;
  const id = await startCheck({ name: checkName, head, externalId, title }, context);
  return checkHandle(id, context, log);
}

interface Ending {
  readonly posting: Posting;
  readonly title: string;
  /** What the summary tells people. */
  readonly text: string;
}

async function endCheck(
  { client, address, time }: ForgeOptions,
  id: number,
  { posting, title, text }: Ending,
  signal: AbortSignal,
): Promise<void> {
  const { conclusion, annotations } = posting.check;
  const context = { client, address: { owner: address.owner, repo: address.repo }, time, signal };
  const { isAnswering } = posting.summary;
  await finishCheck(id, { conclusion, output: fitOutput(title, text), annotations, isAnswering }, context);
}

/** A token of a person, or of a fork's job, may not write checks; GitHub hides what it does not show. */
function isNoPermission(error: unknown): error is GalleyError {
  return isGalleyError(error) && (error.code === 'forge-forbidden' || error.code === 'forge-not-found');
}

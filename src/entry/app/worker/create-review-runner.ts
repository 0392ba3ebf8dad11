import { join } from 'node:path';
import type { ClientTime } from '../../../github/client/client-time.ts';
import type { ApiCall } from '../../../github/client/count-calls.ts';
import type { Mirrors } from '../../../git/mirror/create-mirrors.ts';
import type { Log } from '../../../log.ts';
import type { PullRequest } from '../../../review/forge-ports.ts';
import type { AppForge } from '../../../review/jobs/app-ports.ts';
import type { JobResult } from '../../../review/jobs/job-result.ts';
import type { JobStore } from '../../../review/jobs/job-store.ts';
import { resultOfError } from '../../../review/jobs/result-of-error.ts';
import type { ReviewJob } from '../../../review/jobs/review-job-ports.ts';
import { runReviewJob } from '../../../review/jobs/run-review-job.ts';
import type { OpenedReview } from '../../../review/pull-request/pull-request-ports.ts';
import type { ReviewProgress } from '../../../review/review-options.ts';
import type { RepositoryConfiguration } from '../../cli/choose-configuration.ts';
import type { CommandSettings } from '../../cli/command-settings.ts';
import type { Terminal } from '../../cli/terminal.ts';
import { openForge, type OpenForge } from '../../pull/open-forge.ts';
import { openPullReview } from '../../pull/open-pull-review.ts';
import { tokensFrom } from './tokens-from.ts';

export interface ReviewRunnerOptions {
  readonly store: JobStore;
  readonly appForge: AppForge;
  /** Addresses of the API, and of pages and git, without a slash at the end. */
  readonly place: { readonly api: string; readonly server: string };
  readonly mirrors: Mirrors;
  /** Folder that has a reply cache for each repository. */
  readonly replies: string;
  /** The settings of one review, once the configuration of its base is known. */
  readonly loadSettings: (configuration: RepositoryConfiguration) => Promise<CommandSettings>;
  /** Of the operator's own rules. */
  readonly ruleFolder: string | undefined;
  readonly terminal: Terminal;
  readonly log: Log;
  readonly onCall?: ((call: ApiCall) => void) | undefined;
  /** Of what is waited for GitHub; default: the clock of this machine. */
  readonly time?: ClientTime;
}

/** Does review jobs: the same review as of the Action, with a mirror and replies that are kept. */
export function createReviewRunner(options: ReviewRunnerOptions) {
  return async (job: ReviewJob, signal: AbortSignal): Promise<JobResult> => {
    try {
      const { forge, fallback } = await openFor(job, signal, options, () => options.store.isHeld(job));
      return await runReviewJob(job, {
        ...{ store: options.store, forge, log: options.log, signal },
        openReview: (pull, mergeBase, onProgress) =>
          open(job, { pull, mergeBase, onProgress, fallback, signal }, options),
        async removeLate(posting) {
          const until = AbortSignal.timeout(60_000);
          const { removeLate } = await openFor(job, until, options, undefined);
          return removeLate(posting, until);
        },
      });
    } catch (error) {
      return resultOfError(error, job, signal);
    }
  };
}

async function openFor(
  { errand: { installation, pull } }: ReviewJob,
  signal: AbortSignal,
  { appForge, place, log, onCall, time }: ReviewRunnerOptions,
  mayWrite: (() => Promise<boolean>) | undefined,
): Promise<OpenForge> {
  const token = tokensFrom(appForge, installation, pull.repository);
  const login = await appForge.login(signal);
  return openForge(
    { ...place, ...pull },
    { token, mayWrite, onCall, login, log, signal, ...(time && { time }) },
  );
}

interface Opening {
  readonly pull: PullRequest;
  readonly mergeBase: string;
  readonly onProgress: (progress: ReviewProgress) => void;
  readonly fallback: OpenForge['fallback'];
  readonly signal: AbortSignal;
}

async function open(
  { errand }: ReviewJob,
  { pull, mergeBase, onProgress, fallback, signal }: Opening,
  options: ReviewRunnerOptions,
): Promise<OpenedReview> {
  const { appForge, mirrors, log, terminal, ruleFolder, place } = options;
  const { repository } = errand.pull;
  const folder = mirrors.folderOf(repository);
  return openPullReview(pull, mergeBase, {
    ...{ server: place.server, fallback, folder, log, signal, terminal, ruleFolder, onProgress },
    token: await appForge.token(errand.installation, repository, signal),
    fetch: (commits) => mirrors.fetch(commits),
    coverage: {},
    loadSettings: options.loadSettings,
    // What was said about one repository is no answer in another.
    replies: join(options.replies, repository.toLowerCase()),
  });
}

import { join } from 'node:path';
import type { PullRequest } from '../../../review/forge-ports.ts';
import type { OpenedReview } from '../../../review/pull-request/pull-request-ports.ts';
import type { CommandSettings } from '../../cli/command-settings.ts';
import { openForge } from '../../pull/open-forge.ts';
import { openPullReview } from '../../pull/open-pull-review.ts';
import type { CommandJob } from '../worker/create-job-runner.ts';
import { tokensFrom } from '../worker/tokens-from.ts';
import type { CommandRunnerOptions } from './command-runner-options.ts';

/** The change of a pull request, opened as for its review. */
export interface CommandPull {
  readonly opened: OpenedReview;
  /** Of the operator and of the base. */
  readonly loaded: CommandSettings;
  readonly mergeBase: string;
  /** The mirror that has its commits. */
  readonly mirror: string;
}

/** Whoever opens it closes `opened`. Throws GalleyError. */
export async function openCommandPull(
  job: CommandJob,
  pull: PullRequest,
  login: string,
  options: CommandRunnerOptions,
  signal: AbortSignal,
): Promise<CommandPull> {
  const { appForge, mirrors, place, replies, terminal, ruleFolder, log, onCall, time } = options;
  const { installation, pull: key } = job.errand;
  const token = tokensFrom(appForge, installation, key.repository);
  const { forge, fallback } = await openForge(
    { ...place, ...key },
    { token, onCall, login, log, signal, ...(time && { time }) },
  );
  const mergeBase = await forge.readMergeBase(pull, signal);
  const mirror = mirrors.folderOf(key.repository);
  let loaded: CommandSettings | undefined;
  const opened = await openPullReview(pull, mergeBase, {
    ...{ server: place.server, fallback, folder: mirror, log, signal, terminal, ruleFolder },
    token: await appForge.token(installation, key.repository, signal),
    fetch: (commits) => mirrors.fetch(commits),
    coverage: {},
    loadSettings: async (configuration) => (loaded = await options.loadSettings(configuration)),
    replies: join(replies, key.repository.toLowerCase()),
    onProgress: () => {},
  });
  if (loaded === undefined) throw new Error('settings are loaded while a review is opened');
  return { opened, loaded, mergeBase, mirror };
}

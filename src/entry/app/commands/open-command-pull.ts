import type { PullRequest } from '../../../review/forge-ports.ts';
import type { OpenedReview } from '../../../review/pull-request/pull-request-ports.ts';
import type { CommandSettings } from '../../cli/command-settings.ts';
import type { CommandJob } from '../worker/create-job-runner.ts';
import { openAppForge, openAppReview } from '../worker/open-app-pull.ts';
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
  { errand }: CommandJob,
  pull: PullRequest,
  options: CommandRunnerOptions,
  signal: AbortSignal,
): Promise<CommandPull> {
  const { forge, fallback } = await openAppForge(errand, options, signal);
  const mergeBase = await forge.readMergeBase(pull, signal);
  let loaded: CommandSettings | undefined;
  const opened = await openAppReview(
    errand,
    { pull, mergeBase, fallback, signal, onProgress: () => {} },
    {
      ...options,
      loadSettings: async (configuration) => (loaded = await options.loadSettings(configuration)),
    },
  );
  if (loaded === undefined) throw new Error('settings are loaded while a review is opened');
  return { opened, loaded, mergeBase, mirror: options.mirrors.folderOf(errand.pull.repository) };
}

import { join } from 'node:path';
import type { ClientTime } from '../../../github/client/client-time.ts';
import { callsOf, type OnAppCall } from '../../../github/client/count-calls.ts';
import type { Mirrors } from '../../../git/mirror/create-mirrors.ts';
import type { Log } from '../../../log.ts';
import type { PullRequest } from '../../../review/forge-ports.ts';
import type { AppForge } from '../../../review/jobs/app-ports.ts';
import type { PullKey } from '../../../review/jobs/errand.ts';
import type { OpenedReview } from '../../../review/pull-request/pull-request-ports.ts';
import type { ReviewProgress } from '../../../review/review-options.ts';
import type { RepositoryConfiguration } from '../../cli/choose-configuration.ts';
import type { CommandSettings } from '../../cli/command-settings.ts';
import type { Terminal } from '../../cli/terminal.ts';
import { openForge, type OpenForge } from '../../pull/open-forge.ts';
import { openPullReview } from '../../pull/open-pull-review.ts';
import { tokensFrom } from './tokens-from.ts';

/** What the app opens any pull request with: for a review, and for a command about it. */
export interface AppPullOptions {
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
  readonly onCall?: OnAppCall | undefined;
  /** Of what is waited for GitHub; default: the clock of this machine. */
  readonly time?: ClientTime;
}

/** Which pull request, and by whose token. */
export interface AppPull {
  readonly installation: number;
  readonly pull: PullKey;
}

/** @param mayWrite asked right before each write; undefined: what is written may be */
export async function openAppForge(
  { installation, pull }: AppPull,
  { appForge, place, log, onCall, time }: AppPullOptions,
  signal: AbortSignal,
  mayWrite?: () => Promise<boolean>,
): Promise<OpenForge> {
  const token = tokensFrom(appForge, installation, pull.repository);
  const login = await appForge.login(signal);
  return openForge(
    { ...place, ...pull },
    { token, mayWrite, onCall: callsOf(installation, onCall), login, log, signal, ...(time && { time }) },
  );
}

interface Opening {
  readonly pull: PullRequest;
  readonly mergeBase: string;
  readonly onProgress: (progress: ReviewProgress) => void;
  readonly fallback: OpenForge['fallback'];
  readonly signal: AbortSignal;
}

/** The review of a pull request, with a mirror and replies that are kept. Throws GalleyError. */
export async function openAppReview(
  { installation, pull: { repository } }: AppPull,
  { pull, mergeBase, ...opening }: Opening,
  options: AppPullOptions,
): Promise<OpenedReview> {
  const { appForge, mirrors, log, terminal, ruleFolder, place, loadSettings } = options;
  return openPullReview(pull, mergeBase, {
    ...{ ...opening, server: place.server, folder: mirrors.folderOf(repository) },
    ...{ log, terminal, ruleFolder, loadSettings },
    token: await appForge.token(installation, repository, opening.signal),
    fetch: (commits) => mirrors.fetch(commits),
    coverage: {},
    // What was said about one repository is no answer in another.
    replies: join(options.replies, repository.toLowerCase()),
  });
}

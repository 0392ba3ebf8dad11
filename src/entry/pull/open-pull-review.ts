import type { Settings } from '../../config/schema.ts';
import { GalleyError } from '../../errors.ts';
import type { PullRequest } from '../../review/forge-ports.ts';
import type { OpenedReview } from '../../review/pull-request/pull-request-ports.ts';
import type { ReviewPorts } from '../../review/review-options.ts';
import type { RepositoryConfiguration } from '../cli/choose-configuration.ts';
import type { CommandSettings } from '../cli/command-settings.ts';
import type { Terminal } from '../cli/terminal.ts';
import { version } from '../cli/version.ts';
import { coverageOf, type CoverageOfReview } from '../coverage/coverage-of-review.ts';
import { openReview } from '../review/open-review.ts';
import { openPull, type OpenPullOptions } from './open-pull.ts';

/** What an entry point decides about the review of any pull request. */
export interface PullReviewOptions extends Pick<
  OpenPullOptions,
  'server' | 'token' | 'fallback' | 'folder' | 'fetch' | 'log' | 'signal'
> {
  readonly terminal: Terminal;
  /** The settings of the run, once the configuration of the base is known. */
  readonly loadSettings: (configuration: RepositoryConfiguration) => Promise<CommandSettings>;
  readonly coverage: CoverageOfReview;
  /** Folder of the operator's own rules. */
  readonly ruleFolder: string | undefined;
  /** As in ReviewOpening. */
  readonly replies?: string | undefined;
  readonly onProgress: ReviewPorts['onProgress'];
}

/**
 * Fetches a pull request and opens all that its review needs: nothing of the head is read but as data, and how it is
 * reviewed is said by the base and by the operator.
 *
 * Throws GalleyError: what openPull throws, `invalid-config`.
 */
export async function openPullReview(
  pull: PullRequest,
  mergeBase: string,
  options: PullReviewOptions,
): Promise<OpenedReview> {
  const { terminal, log, signal, onProgress, ruleFolder, replies } = options;
  const change = await openPull(pull, mergeBase, { ...options, env: terminal.env });
  try {
    const { configuration, blobs } = change;
    const loaded = await options.loadSettings(configuration);
    const { source, coverage } = coverageOf(options.coverage, change, loaded.settings, terminal, log);
    if (options.coverage.coverage !== undefined && coverage === undefined)
      log.warn('coverage was not read: it speaks of files, and only their diff is known');
    const opened = await openReview({
      ...{ source, blobs, coverage, configuration, loaded, ruleFolder, replies },
      ...{ terminal, log, signal, onProgress },
      // How the head writes doc comments is the author's to say, and so nobody's here.
      style: {},
    });
    return {
      options: opened.options,
      ports: opened.ports,
      modelName: describeModel(loaded.settings),
      toolVersion: version,
      async close() {
        await opened.close();
        await change.close();
      },
    };
  } catch (error) {
    await change.close();
    throw error;
  }
}

/** As configured: nobody was asked yet. The same model on another box says the same; unnamed, it is whatever that box has. */
function describeModel({ noModel, backend, model, modelFile, server }: Settings): string {
  if (noModel) return 'none';
  return `${backend} ${modelFile ?? model ?? `best of ${server ?? 'this host'}`}`;
}

/** Throws GalleyError `forge-unauthorised`. A public repository could be read without one, but not sixty times an hour. */
export function tokenOf(settings: Settings, env: Terminal['env']): string {
  const token = settings.token ?? env['GITHUB_TOKEN'];
  if (token !== undefined && token !== '') return token;
  throw new GalleyError('forge-unauthorised', {
    what: 'There is no token for the forge',
    why: 'Neither GALLEY_TOKEN nor GITHUB_TOKEN is set.',
    todo: 'export GALLEY_TOKEN=$(gh auth token)',
  });
}

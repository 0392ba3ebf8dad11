import type { Log } from '../../../log.ts';
import { buildEnvelope } from '../../../report/build-envelope.ts';
import type { UseTally } from '../../../review/jobs/use-tally.ts';
import type { Review } from '../../../review/review.ts';
import { reviewChange } from '../../../review/review-change.ts';
import { createDiffSource } from '../../../git/create-diff-source.ts';
import { configurationOfDiff } from '../../cli/choose-configuration.ts';
import type { CommandSettings } from '../../cli/command-settings.ts';
import type { Terminal } from '../../cli/terminal.ts';
import { openReview } from '../../review/open-review.ts';
import { countUse } from '../metrics/count-use.ts';
import type { ReviewDiff } from './review-diff.ts';

export interface DiffReviewOptions {
  /** Settings of the operator alone. */
  readonly loaded: CommandSettings;
  /** Folder of the operator's own rules. */
  readonly ruleFolder: string | undefined;
  readonly terminal: Terminal;
  /** Of Galley. */
  readonly version: string;
  readonly log: Log;
  readonly uses: UseTally;
}

/** Reviews diffs from nowhere: no file of this machine is read for them, and no repository says how. */
export function openDiffReview({ version, uses, ...options }: DiffReviewOptions): ReviewDiff {
  return async ({ bytes, title }, signal, onProgress) => {
    const opened = await openReview({
      ...options,
      source: createDiffSource({ bytes, title }),
      blobs: undefined,
      coverage: undefined,
      configuration: configurationOfDiff,
      style: {},
      signal,
      onProgress,
    });
    try {
      const { review } = await reviewChange(opened.options, opened.ports);
      await countReview(review, uses, options.log);
      signal.throwIfAborted();
      return buildEnvelope(review, {
        tool: { name: 'galley', version },
        ...{ color: false, width: 100, profile: false },
      });
    } finally {
      await opened.close();
    }
  };
}

/** One that nobody waited for has cost as much. */
async function countReview({ ledger, verdict }: Review, uses: UseTally, log: Log): Promise<void> {
  const { model, tokens, seconds } = ledger;
  await countUse(uses, { model: model?.name, tokens, seconds: seconds.ask, verdict }, log);
}

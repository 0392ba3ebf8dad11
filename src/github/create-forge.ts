import type { Forge, Summary } from '../review/forge-ports.ts';
import type { SummaryLinks } from '../review/pull-request/summary-links.ts';
import { fitOutput, type CheckOutput } from './check/check-output.ts';
import { createChecks, type ChecksOptions } from './check/create-checks.ts';
import type { OwnPosts } from './post/post-context.ts';
import type { RenderSummary } from './post/render-summary-body.ts';
import { writePosting } from './post/write-posting.ts';
import { summaryLinks } from './summary-links.ts';

export interface ForgeOptions extends ChecksOptions {
  /** What is read. */
  readonly reading: Pick<Forge, 'readPullRequest' | 'readMergeBase' | 'readConversation'>;
  readonly own: OwnPosts;
  /** Name of this set-up, where several review the same pull request; usually empty. */
  readonly configuration: string;
  readonly renderSummary: RenderSummary;
  readonly renderCheckText: (summary: Summary, links: SummaryLinks) => CheckOutput;
}

/** A pull request on GitHub, as the core sees it. */
export function createForge(options: ForgeOptions): Forge {
  const { client, address, time, own, configuration } = options;
  const checks = createChecks(options);
  return {
    ...options.reading,
    startCheck: (pull, signal) => checks.start(pull.head.sha, signal),
    endLeftCheck: (head, reason, signal) => checks.endLeft(head, reason, signal),
    async post(posting, signal) {
      const { pull, head, check } = posting;
      const context = { client, address, own, time, signal };
      const { summary, ...posted } = await writePosting(
        posting,
        configuration,
        options.renderSummary,
        context,
      );
      const output = fitOutput(options.renderCheckText(summary, summaryLinks(pull, head)));
      const { listening } = summary;
      await checks.finish(check.handle, head, { ...check, output, listening }, signal);
      return { ...posted, problems: checks.problems() };
    },
  };
}

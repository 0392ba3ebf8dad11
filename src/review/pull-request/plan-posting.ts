import type { Finding } from '../../finding/finding.ts';
import type { Decision } from '../decide-verdict.ts';
import type { CheckHandle, CheckResult, Conversation, Posting, PullRequest } from '../forge-ports.ts';
import type { ReviewResult } from '../review-change.ts';
import type { FailOn } from '../review.ts';
import { planEdits } from './plan-edits.ts';
import type { PullRequestOptions } from './pull-request-ports.ts';
import type { HeadText } from './read-head-text.ts';
import { rememberReview } from './remember.ts';
import { sortFindings, type SortedFindings } from './sort-findings.ts';
import { withoutDismissed } from './without-dismissed.ts';

export interface PlanInput {
  /** Its head is what was reviewed. */
  readonly pull: PullRequest;
  readonly result: ReviewResult;
  readonly conversation: Conversation;
  readonly headTextOf: (path: string) => Promise<HeadText>;
  readonly options: Pick<PullRequestOptions, 'mostComments' | 'listening'> & { readonly failOn: FailOn };
  /** See asking-key.ts. */
  readonly asking: string;
  readonly check: CheckHandle | undefined;
}

export interface PlannedPosting {
  readonly posting: Posting;
  /** After dismissals. */
  readonly exitCode: Decision['exitCode'];
  /** As in ReviewResult. */
  readonly prompts: readonly string[];
}

/**
 * Decides what a review writes to its pull request: each finding is told once, in a comment of its own where that is
 * possible, and what people dismissed stays silent but for a line in the summary. Asks nobody and writes nothing.
 */
export async function planPosting(input: PlanInput): Promise<PlannedPosting> {
  const { pull, result, conversation, options, asking } = input;
  const head = pull.head.sha;
  const sorted = sortFindings(result.review, result.change, conversation, options.mostComments);
  const { inline, listed, known, dismissed } = sorted;
  const { edits, fixed } = await planEdits({
    comments: conversation.comments,
    findings: result.review.findings,
    known,
    isComplete: result.review.complete,
    headTextOf: input.headTextOf,
    head,
  });
  const silent = new Set(dismissed.map(({ finding }) => finding));
  const { review, exitCode } = withoutDismissed(result.review, silent, options.failOn);
  const told = listTold(conversation, result.review.findings);
  const posting: Posting = {
    pull,
    head,
    comments: inline,
    edits,
    summary: {
      review,
      memory: rememberReview({ result, head, asking, told }),
      ...{ listed, known, dismissed, fixed },
      reused: review.ledger.chunks.filter(({ reused }) => reused).length,
      listening: options.listening,
    },
    old: conversation.summary,
    check: {
      conclusion: conclusions[exitCode],
      annotations: annotated(review.findings, sorted),
      handle: input.check,
    },
  };
  return { posting, exitCode, prompts: result.prompts };
}

/** What is incomplete is no success and no failure of the change. */
const conclusions: Readonly<Record<Decision['exitCode'], CheckResult['conclusion']>> = {
  0: 'success',
  1: 'failure',
  3: 'neutral',
};

/** Oldest first; those that only mirror Gaps are told anew each time. */
function listTold({ summary, comments }: Conversation, findings: readonly Finding[]): readonly string[] {
  const now = findings.filter(({ origin }) => origin !== 'coverage').map(({ fingerprint }) => fingerprint);
  const current = new Set(now);
  const earlier = [...(summary?.memory?.told ?? []), ...comments.map(({ fingerprint }) => fingerprint)];
  return [...earlier.filter((fingerprint) => !current.has(fingerprint)), ...now];
}

/** Those with lines of the head that are not folded, in the order of the review. */
function annotated(
  findings: readonly Finding[],
  { inline, listed, known }: SortedFindings,
): readonly Finding[] {
  const told = new Set([...inline, ...listed, ...known.map(({ finding }) => finding)]);
  return findings.filter(
    (finding) => finding.anchor.side === 'head' && (told.has(finding) || finding.origin === 'coverage'),
  );
}

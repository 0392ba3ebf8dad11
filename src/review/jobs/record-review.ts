import { describeFailure, type GalleyError } from '../../errors.ts';
import type { Finding } from '../../finding/finding.ts';
import type { PullRequest, Summary } from '../forge-ports.ts';
import type { PlannedReview } from '../pull-request/pull-request-outcome.ts';
import type { PullKey } from './errand.ts';
import type { ReviewRecord, RuleCount } from './job-store.ts';

export interface RecordInput extends PlannedReview {
  readonly key: PullKey;
  /** See configuration-key.ts. */
  readonly configuration: string;
  readonly mergeBase: string;
  /** Address of the summary. */
  readonly url: string | undefined;
  /** See ReviewRecord. */
  readonly isModelAway?: true | undefined;
  /** What could not be written, for people. */
  readonly problems: readonly string[];
}

/** What a review leaves behind: numbers, ids and paths, and nothing that was said or quoted. */
export function recordReview(input: RecordInput): ReviewRecord {
  const { key, pull, review, posting, configuration, mergeBase, url } = input;
  const { ledger, coverage } = review;
  const { model, modelFailure, tokens, seconds, calls, cacheHits, changedLines } = ledger;
  return {
    ...{ pull: key, head: posting.head, configuration, base: pull.base.sha, mergeBase },
    ...{ verdict: review.verdict, isComplete: review.complete, url },
    ...(input.isModelAway && { isModelAway: true }),
    findings: countByRule(posting.summary, posting.comments, input),
    severities: countSeverities(review.findings),
    coverage: coverage && { ...coverage.branches },
    model: model?.name,
    quantisation: model?.quantisation,
    ...{ tokens, seconds, calls, cacheHits, changedLines },
    files: ledger.files.map(({ path, outcome, reason }) => ({ path, state: outcome, reason })),
    prompts: input.prompts,
    problems: [...(modelFailure === null ? [] : [modelFailure.message]), ...input.problems],
  };
}

/** Of a head that could not be reviewed, because its base says in no valid way how. It has its check. */
export function invalidRecord(
  { base, head, url }: PullRequest,
  mergeBase: string,
  pull: PullKey,
  error: GalleyError,
): ReviewRecord {
  return {
    ...{ pull, head: head.sha, configuration: 'invalid', base: base.sha, mergeBase, url },
    ...{ verdict: 'incomplete', isComplete: false, findings: [], coverage: null },
    severities: { error: 0, warning: 0, info: 0 },
    ...{ model: undefined, quantisation: undefined },
    tokens: { prompt: 0, evaluated: 0, reply: 0 },
    seconds: { read: 0, cut: 0, ask: 0, total: 0 },
    ...{ calls: 0, cacheHits: 0, changedLines: 0, files: [], prompts: [] },
    problems: [describeFailure(error)],
  };
}

function countSeverities(findings: readonly Finding[]): ReviewRecord['severities'] {
  const severities = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) severities[severity] += 1;
  return severities;
}

/** Each finding counts with the review that told it first, each comment with the one that found it fixed. */
function countByRule(
  { listed, dismissed }: Summary,
  comments: readonly Finding[],
  { posting }: RecordInput,
): readonly RuleCount[] {
  const told = new Set(posting.old?.memory?.told);
  const counts = new Map<string, { posted: number; fixed: number; dismissed: number }>();
  const add = (rule: string, what: 'posted' | 'fixed' | 'dismissed'): void => {
    const count = counts.get(rule) ?? { posted: 0, fixed: 0, dismissed: 0 };
    count[what] += 1;
    counts.set(rule, count);
  };
  const isNew = ({ fingerprint }: Finding): boolean => !told.has(fingerprint);
  for (const { rule } of [...comments, ...listed.filter(isNew)]) add(rule, 'posted');
  for (const { finding } of dismissed) add(finding.rule, 'dismissed');
  for (const { status, comment } of posting.edits) if (status === 'fixed') add(comment.rule, 'fixed');
  return [...counts].map(([rule, count]) => ({ rule, ...count }));
}

import type { CheckRun, CheckSuite, CommitStatus } from './checks.ts';
import type { IssueComment, Reaction, Review, ReviewComment, ReviewThread } from './comments.ts';
import type { Conversion } from './conversions.ts';
import type { Installation } from './installations.ts';
import type { Label, PullRequest, Repository, User } from './records.ts';

/** Something GitHub would have sent to a webhook. */
export interface ForgeEvent {
  /** `pull_request`, `issue_comment`, `pull_request_review`, `check_run` … */
  readonly name: string;
  readonly action: string;
  /** Full name of the repository; empty: the event is about an installation. */
  readonly repository: string;
  readonly sender: string;
  /** The kernel of the payload: numbers, ids and SHAs, not the rendered objects. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** What the event is about, where that is an installation. */
  readonly installation?: Installation;
}

/** All that is stored, as plain data in the order of creation; deleted records are gone. */
export interface State {
  readonly users: User[];
  readonly repositories: Repository[];
  readonly pulls: PullRequest[];
  readonly reviews: Review[];
  readonly reviewComments: ReviewComment[];
  readonly threads: ReviewThread[];
  readonly issueComments: IssueComment[];
  readonly reactions: Reaction[];
  readonly checkSuites: CheckSuite[];
  readonly checkRuns: CheckRun[];
  readonly statuses: CommitStatus[];
  readonly labels: Label[];
  readonly installations: Installation[];
  readonly conversions: Conversion[];
  readonly events: ForgeEvent[];
}

export function emptyState(installations: Installation[] = []): State {
  return {
    users: [],
    repositories: [],
    pulls: [],
    reviews: [],
    reviewComments: [],
    threads: [],
    issueComments: [],
    reactions: [],
    checkSuites: [],
    checkRuns: [],
    statuses: [],
    labels: [],
    installations,
    conversions: [],
    events: [],
  };
}

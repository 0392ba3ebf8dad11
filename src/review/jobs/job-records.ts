import type { DeliveryEnd, JobProblem, ReviewRecord } from './job-store.ts';
import type { Errand, PullKey } from './errand.ts';

/** What an operator looks at: the same store, read only. Times are milliseconds since 1970. */
export interface JobRecords {
  overview(): Promise<Overview>;
  repositories(page: Page): Promise<Paged<RepositoryRow>>;
  /** Of one repository, the last touched first. */
  pulls(repository: string, page: Page): Promise<Paged<PullRow>>;
  /** The last touched first. */
  jobs(filter: JobFilter, page: Page): Promise<Paged<JobRow>>;
  job(id: string): Promise<JobDetail | undefined>;
  /** One entry a day, the oldest first, days without anything included. */
  trends(days: number): Promise<readonly TrendDay[]>;
  /** Since the store was made: for metrics, which grow. */
  totals(): Promise<Totals>;
}

/** `offset` from 0. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

export interface Paged<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

export type JobState = 'waiting' | 'active' | 'again' | Exclude<DeliveryEnd, 'dead'> | 'dead';

export interface Overview {
  readonly waiting: number;
  readonly active: number;
  readonly dead: number;
  /** Since when the one that is due the longest waits; undefined: none is due. */
  readonly oldestDueAt: number | undefined;
  /** Of the last 24 hours. */
  readonly reviews: number;
  /** Of the last 24 hours, from the webhook to the posted review, in milliseconds; undefined: there was none. */
  readonly medianMs: number | undefined;
  readonly p95Ms: number | undefined;
}

export interface RepositoryRow {
  readonly repository: string;
  readonly pulls: number;
  readonly reviews: number;
  readonly lastAt: number;
}

export interface PullRow {
  readonly pull: PullKey;
  readonly isPaused: boolean;
  readonly lastAt: number;
  readonly lastState: JobState;
  readonly verdict: ReviewRecord['verdict'] | undefined;
  readonly url: string | undefined;
}

export interface JobFilter {
  readonly state?: JobState;
  readonly pull?: PullKey;
}

export interface JobRow {
  readonly id: string;
  readonly errand: Errand;
  readonly state: JobState;
  readonly attempt: number;
  readonly acceptedAt: number;
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly worker: string | undefined;
  readonly progress: string | undefined;
  readonly problem: JobProblem | undefined;
  readonly verdict: ReviewRecord['verdict'] | undefined;
}

export interface JobDetail extends JobRow {
  readonly deliveries: readonly {
    readonly id: string;
    readonly event: string;
    readonly at: number;
    readonly end: DeliveryEnd | undefined;
  }[];
  readonly record: ReviewRecord | undefined;
}

export interface TrendDay {
  /** `2026-11-22`, in UTC. */
  readonly day: string;
  readonly reviews: number;
  readonly incomplete: number;
  readonly failed: number;
  readonly findings: number;
  readonly dismissed: number;
  readonly fixed: number;
  readonly medianMs: number | undefined;
  readonly tokens: number;
}

export interface Totals {
  /** Reviews of pull requests by verdict. */
  readonly verdicts: Readonly<Record<ReviewRecord['verdict'], number>>;
  /** Reviews of diffs that programs sent. */
  readonly requested: Readonly<Record<ReviewRecord['verdict'], number>>;
  readonly rules: readonly { readonly rule: string; posted: number; fixed: number; dismissed: number }[];
  readonly models: readonly {
    readonly model: string;
    readonly promptTokens: number;
    readonly replyTokens: number;
    readonly seconds: number;
  }[];
  readonly deliveries: Readonly<Record<DeliveryEnd | 'open', number>>;
}

/** Limits of GitHub's API; a test lowers those that it wants to meet. */
export interface LimitOptions {
  /** Requests an hour of each login. */
  readonly perHour: number;
  /** Requests an hour without a token. */
  readonly perHourUnknown: number;
  /** Points of GraphQL an hour: each call costs 1. */
  readonly graphqlPerHour: number;
  /** Requests that create or change issues, pull requests, reviews, comments or reactions. */
  readonly contentPerMinute: number;
  readonly contentPerHour: number;
  /** A read of REST costs 1 point, a write 5. */
  readonly pointsPerMinute: number;
  /** A query of GraphQL costs 1 point, a mutation 5. */
  readonly graphqlPointsPerMinute: number;
  /** Requests at the same time. */
  readonly concurrent: number;
  /** GitHub answers with either. */
  readonly status: 403 | 429;
  /** Whether a secondary limit says how long to wait. Without it: at least a minute. */
  readonly retryAfter: 'sent' | 'absent';
}

/** As documented for an installation; `GITHUB_TOKEN` has 1,000 an hour and repository. */
export const documentedLimits: LimitOptions = {
  perHour: 5_000,
  perHourUnknown: 60,
  graphqlPerHour: 5_000,
  contentPerMinute: 80,
  contentPerHour: 500,
  pointsPerMinute: 900,
  graphqlPointsPerMinute: 2_000,
  concurrent: 100,
  status: 403,
  retryAfter: 'sent',
};

import type { Octokit } from '@octokit/rest';

/**
 * GitHub's API behind one token. Every failure is a GalleyError (`forge-unauthorised`, `forge-forbidden`,
 * `forge-not-found`, `forge-limited`, `forge-refused`, `forge-unreachable`, `lease-lost`, `interrupted`); the HTTP
 * status of the answer, where one came, is told by `statusOf`. Failures inside an answer of GraphQL are octokit's.
 *
 * Writes start one after the other, at least a second apart, three where people are notified. What is turned away by a
 * limit is sent again after the wait; what was lost or answered 5xx only where that changes nothing: reads and edits
 * of comments. Whoever makes something first looks whether it is there.
 *
 * Give each call its signal: `{ ..., request: { signal } }`.
 */
export type GitHubClient = Pick<Octokit, 'request' | 'rest' | 'graphql'>;

/** A pull request of a repository. */
export interface PullAddress {
  readonly owner: string;
  /** Of the repository, without its owner. */
  readonly repo: string;
  readonly number: number;
}

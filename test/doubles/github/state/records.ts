import type { Access } from '../types.ts';

export interface User {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot' | 'Organization';
}

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  /** `owner/name`: how the other records point here. */
  readonly fullName: string;
  readonly private: boolean;
  /** Full name of the repository that this is a fork of. */
  readonly forkOf: string | null;
  defaultBranch: string;
  /** Logins beside the owner; who is not named may only read. */
  readonly collaborators: Record<string, Access | 'admin'>;
}

export interface PullRequest {
  readonly id: number;
  readonly nodeId: string;
  /** Full name of the base repository. */
  readonly repository: string;
  readonly number: number;
  title: string;
  body: string | null;
  readonly author: string;
  state: 'open' | 'closed';
  draft: boolean;
  merged: boolean;
  mergedBy: string | null;
  mergeCommitSha: string | null;
  locked: boolean;
  /** Branch of the base, and the SHA it had when the pull request was made or last pushed to. */
  base: { ref: string; sha: string };
  /** Null: the repository of the head was deleted. */
  head: { ref: string; sha: string; repository: string | null };
  /** Every head it ever had, oldest first, and every commit on the way: what `commit_id` may name. */
  readonly commits: string[];
  /** Ids of labels. */
  readonly labels: number[];
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  mergedAt: string | null;
}

export interface Label {
  readonly id: number;
  readonly nodeId: string;
  readonly repository: string;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

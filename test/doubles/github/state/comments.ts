/** Side of a diff: LEFT is the base, RIGHT the head. */
export type Side = 'LEFT' | 'RIGHT';

export type ReviewState = 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';

/** How a comment was hidden, by GraphQL's `minimizeComment`; null: it is shown. */
export type MinimizedReason = 'ABUSE' | 'OFF_TOPIC' | 'OUTDATED' | 'RESOLVED' | 'DUPLICATE' | 'SPAM' | null;

export interface Review {
  readonly id: number;
  readonly nodeId: string;
  readonly repository: string;
  readonly pull: number;
  readonly author: string;
  body: string;
  state: ReviewState;
  readonly commitId: string;
  submittedAt: string | null;
  minimized: MinimizedReason;
}

/** Where a comment stands: lines are 1-based, those of the file on `side`; all null for a file-level comment. */
export interface Place {
  readonly line: number | null;
  readonly side: Side;
  readonly startLine: number | null;
  readonly startSide: Side | null;
  /** Lines below the first hunk header of the file (1-based): the legacy way to say it. */
  readonly position: number | null;
}

export interface ReviewComment {
  readonly id: number;
  readonly nodeId: string;
  readonly repository: string;
  readonly pull: number;
  readonly review: number;
  /** Node id of its thread. */
  readonly thread: string;
  readonly inReplyTo: number | null;
  readonly author: string;
  body: string;
  readonly path: string;
  readonly subject: 'line' | 'file';
  /** From the hunk header down to the line. */
  readonly diffHunk: string;
  readonly originalCommitId: string;
  readonly original: Place;
  /** The head against which `place` holds. */
  commitId: string;
  /** Where it stands now; null: outdated, a later push took its lines away. */
  place: Place | null;
  readonly createdAt: string;
  updatedAt: string;
  minimized: MinimizedReason;
}

export interface ReviewThread {
  /** Node id. */
  readonly id: string;
  readonly repository: string;
  readonly pull: number;
  /** Ids of its comments, the first one opens it. */
  readonly comments: number[];
  resolved: boolean;
  resolvedBy: string | null;
}

export interface IssueComment {
  readonly id: number;
  readonly nodeId: string;
  readonly repository: string;
  /** Number of the pull request. */
  readonly issue: number;
  readonly author: string;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  minimized: MinimizedReason;
}

export const reactionContents = [
  '+1',
  '-1',
  'laugh',
  'confused',
  'heart',
  'hooray',
  'rocket',
  'eyes',
] as const;
export type ReactionContent = (typeof reactionContents)[number];

export interface Reaction {
  readonly id: number;
  readonly nodeId: string;
  readonly on: 'issue-comment' | 'review-comment' | 'issue';
  /** Id of the comment; of an issue, its number. */
  readonly subject: number;
  readonly repository: string;
  readonly author: string;
  readonly content: ReactionContent;
  readonly createdAt: string;
}

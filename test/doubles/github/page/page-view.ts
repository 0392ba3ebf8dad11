/** A pull request as its page shows it. Times are ISO 8601. */
export interface PageView {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'draft' | 'closed' | 'merged';
  readonly author: string;
  /** Branch names; `head` has the owner before a colon when it comes from a fork. */
  readonly base: string;
  readonly head: string;
  readonly body: string;
  readonly timeline: readonly TimelineItem[];
  readonly checks: readonly CheckView[];
  readonly files: readonly FileView[];
}

/** In the order of time. */
export type TimelineItem = CommentItem | ReviewItem;

export interface CommentItem extends CommentView {
  readonly kind: 'comment';
}

export interface ReviewItem {
  readonly kind: 'review';
  readonly id: number;
  readonly author: string;
  readonly at: string;
  readonly state: string;
  /** Empty: the review says nothing by itself. */
  readonly body: string;
  /** Why it is hidden, as `outdated`; undefined when it is not. */
  readonly minimized: string | undefined;
  readonly threads: readonly ThreadView[];
}

export interface CommentView {
  readonly id: number;
  readonly author: string;
  readonly at: string;
  readonly isEdited: boolean;
  readonly body: string;
  readonly minimized: string | undefined;
  readonly reactions: Readonly<Record<string, number>>;
}

export interface ThreadView {
  readonly path: string;
  /** 1-based, inclusive, on `side`; undefined for a comment on the whole file. Equal for one line. */
  readonly lines: { readonly start: number; readonly end: number } | undefined;
  readonly side: 'LEFT' | 'RIGHT';
  /** The hunk from its header to the commented line, as the API's `diff_hunk`. */
  readonly hunk: string;
  readonly isOutdated: boolean;
  readonly resolvedBy: string | undefined;
  /** The first began the thread, the others reply. */
  readonly comments: readonly CommentView[];
}

export interface CheckView {
  readonly id: number;
  readonly name: string;
  readonly app: string;
  readonly status: string;
  readonly conclusion: string | undefined;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly annotations: readonly AnnotationView[];
  readonly actions: readonly { readonly label: string; readonly description: string }[];
}

export interface AnnotationView {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: string;
  readonly title: string;
  readonly message: string;
  readonly rawDetails: string;
}

export interface FileView {
  readonly path: string;
  readonly previousPath: string | undefined;
  readonly status: string;
  readonly additions: number;
  readonly deletions: number;
  /** Undefined: too large or binary, as the API leaves it out. */
  readonly patch: string | undefined;
}

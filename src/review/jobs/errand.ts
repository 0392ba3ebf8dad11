/** A pull request as the app remembers it. */
export interface PullKey {
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
}

/** What one webhook asks for: ids and SHAs, and nothing else of its payload. */
export type Errand = ReviewErrand | CommandErrand | CloseErrand | InstallationErrand;

/** Review the newest head of a pull request, whichever that is when its turn comes. */
export interface ReviewErrand {
  readonly kind: 'review';
  /** Of the app at this repository: whose token is used. */
  readonly installation: number;
  readonly pull: PullKey;
  /** The head that was told; undefined where the event names none. 40 hexadecimal digits. */
  readonly head: string | undefined;
  /** Somebody asked for it: also when this head has its review already. */
  readonly isForced: boolean;
}

/** Answer a command that somebody wrote, or a button that somebody pressed. */
export interface CommandErrand {
  readonly kind: 'command';
  readonly installation: number;
  readonly pull: PullKey;
  readonly command: Command;
  /** Login of who gave it. Whether they may is asked when it is carried out. */
  readonly by: string;
  /** Where it was written; undefined for a button. */
  readonly comment: CommentPlace | undefined;
  /** Who gave it may, and has seen that it was read. Left out: not yet. */
  readonly isRead?: true;
}

export interface CommentPlace {
  readonly id: number;
  /** `conversation`: of the pull request as a whole. `line`: in a thread at its lines. */
  readonly kind: 'conversation' | 'line';
}

/** Nobody reviews it any more: what is under way for it ends, and so do the checks that it has left. */
export interface CloseErrand {
  readonly kind: 'close';
  readonly installation: number;
  readonly pull: PullKey;
  /** It is open: its review has cost one worker after the other. Left out: it was closed. */
  readonly isGivenUp?: true;
}

/** The app was installed, removed, or given other repositories. */
export interface InstallationErrand {
  readonly kind: 'installation';
  readonly installation: number;
  /** `owner/name`; empty: all of them. */
  readonly repositories: readonly string[];
  readonly isGone: boolean;
}

/** `/galley …`. */
export type Command =
  | { readonly name: 'review' | 'tests' | 'docs' | 'pause' | 'resume' | 'why' | 'help' }
  /** One word, as written: it may name none. */
  | { readonly name: 'explain'; readonly rule: string }
  /** Of the finding, where it is named: 16 hexadecimal digits. Why is read from the comment itself, when it counts. */
  | { readonly name: 'dismiss'; readonly fingerprint?: string };

import type { Severity, Category, Confidence, Finding } from '../finding/finding.ts';
import type { Review } from './review.ts';

/**
 * A pull request as its forge tells it. Title, refs and names were written by others: whoever prints them makes them
 * inert.
 */
export interface PullRequest {
  /** `owner/name` of the repository that it wants to change. */
  readonly repository: string;
  readonly number: number;
  /** Its page. */
  readonly url: string;
  readonly title: string;
  readonly author: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly isDraft: boolean;
  readonly base: PullEnd;
  readonly head: PullEnd;
  /** Its head stands in another repository, or that one is gone. */
  readonly isFork: boolean;
}

export interface PullEnd {
  /** Branch, without `refs/heads/`. */
  readonly ref: string;
  /** 40 hexadecimal digits. */
  readonly sha: string;
  /** `owner/name`; undefined where the repository was deleted. */
  readonly repository: string | undefined;
}

/** One pull request on one forge: everything that is read from it and written to it. */
export interface Forge {
  /** Throws GalleyError (`forge-not-found`, `forge-forbidden`, `forge-unreachable`, ...). */
  readPullRequest(signal: AbortSignal): Promise<PullRequest>;
  /** What base and head have in common: the commit from which a change is counted. 40 hexadecimal digits. */
  readMergeBase(pull: PullRequest, signal: AbortSignal): Promise<string>;
  /** What we said earlier, and what people answered. Everything that is not ours or not from people of weight is left out. */
  readConversation(pull: PullRequest, signal: AbortSignal): Promise<Conversation>;
  /** Says that a review of this head is under way; undefined where the token may not write checks. */
  startCheck(pull: PullRequest, signal: AbortSignal): Promise<CheckHandle | undefined>;
  /**
   * Ends a check of ours as neutral that is still under way at a head which nobody reviews any more; does nothing where there
   * is none.
   */
  endLeftCheck(head: string, reason: string, signal: AbortSignal): Promise<void>;
  /**
   * Writes what a Posting holds, each thing once: a comment that is already there is not written again, one that the
   * forge refuses becomes a comment on its file, else a line of the summary.
   *
   * Throws GalleyError (`forge-forbidden` names the missing permission, `forge-unreachable`, `forge-limited`, ...).
   */
  post(posting: Posting, signal: AbortSignal): Promise<Posted>;
}

export interface CheckHandle {
  /** `3 of 9 files`. Never throws: progress is no result. */
  progress(text: string): Promise<void>;
  /** Ends it as neutral, for a review that is not posted: `Superseded by a newer push.` Never throws. */
  drop(reason: string, told?: DroppedCheck): Promise<void>;
  readonly id: number;
}

/** What a check that ends without a review says below its title. */
export interface DroppedCheck {
  /** What is wrong, each thing on a line; may be empty. */
  readonly lines: readonly string[];
  /** What to do now: Markdown of our own. */
  readonly next: string;
  /** Somebody listens to its button, which starts the review anew. */
  readonly isHeard: boolean;
}

/** What stands on the pull request because of us. */
export interface Conversation {
  /** Our one summary; undefined before the first review. */
  readonly summary: OwnSummary | undefined;
  readonly comments: readonly OwnComment[];
  /** At most one a fingerprint: the weightiest, else the first. */
  readonly dismissals: readonly Dismissal[];
}

export interface OwnSummary {
  readonly id: number;
  readonly url: string;
  /** Undefined where its marker is missing, broken or of another version: then nothing was reviewed before. */
  readonly memory: Memory | undefined;
}

/** An inline comment of ours. */
export interface OwnComment {
  readonly id: number;
  readonly url: string;
  readonly fingerprint: string;
  /** Of its finding, as its text says; empty where it does not. */
  readonly rule: string;
  /** As its marker says. */
  readonly status: CommentStatus;
  readonly path: string;
  /** Hash of the quote it is about: see src/finding/quote-hash.ts. Empty for a comment on a whole file. */
  readonly quoteHash: string;
  /** Lines that the quote has. */
  readonly quoteLines: number;
  /** Somebody else answered in its thread. */
  readonly isAnswered: boolean;
  /** As posted, for an edit that keeps its text. */
  readonly body: string;
}

export type CommentStatus = 'open' | 'fixed';

/** Someone who may write to the repository wants to hear no more of a finding. */
export interface Dismissal {
  readonly fingerprint: string;
  readonly by: string;
  /** `author`: of the pull request, which the summary says. */
  readonly role: 'author' | 'maintainer';
  readonly how: 'command' | 'reaction' | 'resolved';
  /** As written, sanitised; empty where none was given. */
  readonly reason: string;
}

/**
 * What a review leaves for the next one, in the marker of the summary and nowhere else. Small: 500 Chunks and 50
 * findings must fit into a comment.
 */
export interface Memory {
  readonly version: 1;
  /** Head that was reviewed. */
  readonly head: string;
  /** What the model was asked, in which words, and which one: another key means that nothing was reviewed before. */
  readonly asking: string;
  /** Keys of the Chunks that were reviewed: see chunk-key.ts. */
  readonly chunks: readonly string[];
  /** What the model said about those Chunks. */
  readonly carried: readonly CarriedFinding[];
  /** Fingerprints of all findings that were told: inline, folded or in the summary's text. The oldest first. */
  readonly told: readonly string[];
}

/** A finding of the model, bound to the text of its Chunk instead of to line numbers. */
export interface CarriedFinding {
  readonly chunk: string;
  /** Index of its first and last line in `Chunk.lines`, inclusive. */
  readonly first: number;
  readonly last: number;
  readonly fingerprint: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly rule: string;
  readonly title: string;
  readonly message: string;
  readonly confidence: Confidence | null;
  /** Stood behind the cap. */
  readonly isFolded: boolean;
}

/**
 * Most comments of one review. GitHub documents no limit; with 30 it has answered 502 after it had stored them, and
 * with more it takes the writer for a spammer.
 */
export const mostComments = 25;

/** What is to be written, decided by the core; how it looks is the forge's. */
export interface Posting {
  readonly pull: PullRequest;
  /** The head that was reviewed: comments point at it. */
  readonly head: string;
  /** New findings with a place, best first, at most as many as one review takes. */
  readonly comments: readonly Finding[];
  readonly edits: readonly CommentEdit[];
  readonly summary: Summary;
  /** The summary that is edited; undefined: there is none yet. */
  readonly old: OwnSummary | undefined;
  readonly check: CheckResult;
}

export interface CommentEdit {
  readonly comment: OwnComment;
  /** `fixed`: the quoted code is gone at `head`. `open`: it is back. */
  readonly status: CommentStatus;
  readonly head: string;
}

/**
 * What people can say between two reviews and be heard: nothing, so that dismissals are read at the next one; commands in
 * comments; these and "Review again" of the check; or all that the app knows.
 */
export type Listening = 'none' | 'comments' | 'check' | 'app';

/** Everything that the one summary of a pull request tells. */
export interface Summary {
  readonly review: Review;
  readonly memory: Memory;
  /** Findings of this head that are told here and not inline: refused by the forge, beyond its limit, or without a line. */
  readonly listed: readonly Finding[];
  /** Findings that already have a comment, with that comment. */
  readonly known: readonly { readonly finding: Finding; readonly comment: OwnComment }[];
  /** Of findings of this head. */
  readonly dismissed: readonly { readonly finding: Finding; readonly dismissal: Dismissal }[];
  /** Comments of ours whose code is gone. */
  readonly fixed: readonly OwnComment[];
  /** Chunks that an earlier review of the same text answered for. */
  readonly reused: number;
  readonly listening: Listening;
}

export interface CheckResult {
  readonly conclusion: 'success' | 'failure' | 'neutral';
  /** All findings with a place, worst first. */
  readonly annotations: readonly Finding[];
  /** The check that was begun; undefined: make one. */
  readonly handle: CheckHandle | undefined;
}

export interface Posted {
  /** Of the summary. */
  readonly url: string;
  /** Inline comments written now. */
  readonly comments: number;
  /** Findings that the forge took no comment for: they stand in the summary. */
  readonly refused: readonly Finding[];
  /** What was not written and why, for people: a permission that is missing. Empty: all was. */
  readonly problems: readonly string[];
}

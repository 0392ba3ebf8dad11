import type { Finding } from '../../finding/finding.ts';
import type { PullRequest } from '../forge-ports.ts';
import type { CommentPlace, PullKey } from './errand.ts';

/** The app on its forge: where it is installed, and what GitHub could not deliver. */
export interface AppForge {
  /** Installations that are not suspended. */
  installations(signal: AbortSignal): Promise<readonly number[]>;
  /** `owner/name` of all that an installation may read. */
  repositories(installation: number, signal: AbortSignal): Promise<readonly string[]>;
  /** Open pull requests that are no drafts. `base`: branch that one goes into. */
  openPulls(
    installation: number,
    repository: string,
    signal: AbortSignal,
  ): Promise<readonly { readonly number: number; readonly base: string; readonly head: string }[]>;
  /** The commit at which a branch stands now. */
  tip(installation: number, repository: string, branch: string, signal: AbortSignal): Promise<string>;
  /** Asks for another delivery of those that failed since then (milliseconds since 1970). Returns how many. */
  redeliver(since: number, signal: AbortSignal): Promise<number>;
  /**
   * A token for one repository, with the permissions the app has; kept until it ends soon.
   *
   * Throws GalleyError `forge-not-found` when the app is not installed there any more.
   */
  token(installation: number, repository: string, signal: AbortSignal): Promise<string>;
  /** Forgets a token that was refused. */
  dropToken(installation: number, repository: string): void;
  /** Login as which the app writes: `galley[bot]`. */
  login(signal: AbortSignal): Promise<string>;
}

/** What commands need of one pull request, beside a Forge. */
export interface CommandForge {
  readPullRequest(signal: AbortSignal): Promise<PullRequest>;
  /** Shows that a command was read. */
  acknowledge(place: CommentPlace, signal: AbortSignal): Promise<void>;
  /** Markdown. Into the thread for a comment at lines, else into the conversation. Written once for each `key`. */
  reply(place: CommentPlace | undefined, body: string, key: string, signal: AbortSignal): Promise<void>;
  mayWrite(login: string, signal: AbortSignal): Promise<boolean>;
  /** The finding in whose thread a comment stands; undefined: in no thread of ours. */
  readThread(place: CommentPlace, signal: AbortSignal): Promise<ToldFinding | undefined>;
  /** Findings that have a comment, those that are fixed left out; the oldest first. */
  readOpenFindings(signal: AbortSignal): Promise<readonly ToldFinding[]>;
  /** Comments with Suggestions at the lines of the change, each written once. Returns how many are there now. */
  suggest(findings: readonly Finding[], pull: PullRequest, signal: AbortSignal): Promise<number>;
}

/** A finding as its comment tells it. People who may write can have edited that: whoever prints it makes it inert. */
export interface ToldFinding {
  readonly fingerprint: string;
  readonly path: string;
  readonly url: string;
  /** Id of what decided it; empty: the comment does not tell any more. */
  readonly rule: string;
  /** `right in at least 85 of 100, n = 40`; empty: nothing was measured. */
  readonly confidence: string;
  /** `it parses`: how far its quick fix was proved; empty: there is none. */
  readonly proof: string;
}

/** Opens what one pull request is talked about with; `mayWriteNow` is asked right before each write. */
export type OpenCommandForge = (installation: number, pull: PullKey) => CommandForge;

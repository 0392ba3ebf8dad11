import type { Ledger, Verdict } from '../review.ts';
import type { Errand, PullKey } from './errand.ts';

/** A webhook whose signature was right, as it is kept. */
export interface Delivery {
  /** GitHub's own id, kept by redeliveries; of an errand that no webhook brought: a name that says where it came from. */
  readonly id: string;
  /** `pull_request.synchronize`. */
  readonly event: string;
  /** Undefined: nothing to do. It is kept nevertheless, so that every delivery has an end. */
  readonly errand: Errand | undefined;
}

/**
 * How a delivery ended.
 *
 * - `posted`: what it asked for was done and stands on the forge
 * - `superseded`: a newer head was reviewed instead, or nobody wants it any more
 * - `duplicate`: this head had its review already
 * - `ignored`: nothing to do
 * - `dead`: given up after the last try; a person may run it again
 */
export type DeliveryEnd = 'posted' | 'superseded' | 'duplicate' | 'ignored' | 'dead';

/**
 * Where jobs wait. Nothing that takes long is before a command that nobody has read yet:
 *
 * - `command`: to be read, which is a matter of two requests
 * - `answer`: commands that were read, to be answered
 * - `long`: those among them that ask a model or run tests
 */
export type Lane = 'review' | 'command' | 'answer' | 'long';

/** An errand in the hands of one worker. */
export interface Job {
  readonly id: string;
  readonly errand: Errand;
  /** From 1. */
  readonly attempt: number;
  /** For how many milliseconds it has been put off again and again, and nothing else; 0: its last try ended otherwise. */
  readonly putOffMs: number;
  /** Grows with every take of the same pull request: an older one may write nothing any more. */
  readonly fence: number;
  /** Signalled when nobody wants the result: a newer head, or the pull request was closed. Never later than 2 s after. */
  readonly whySuperseded: () => 'pushed' | 'closed' | undefined;
}

/** What one finished review is identified by, beside the ids of deliveries. */
export interface ReviewIdentity {
  readonly pull: PullKey;
  /** 40 hexadecimal digits. */
  readonly head: string;
  /** Hash of the settings and rules that shaped the review. */
  readonly configuration: string;
}

/** What a review leaves in the store: numbers, ids and SHAs; no code, no prose of a model. */
export interface ReviewRecord extends ReviewIdentity {
  readonly base: string;
  readonly mergeBase: string;
  readonly verdict: Verdict;
  readonly isComplete: boolean;
  /** Address of its summary; undefined: it could not be posted. */
  readonly url: string | undefined;
  /** Findings of each rule: how many were posted, found to be fixed, dismissed. */
  readonly findings: readonly RuleCount[];
  readonly severities: Readonly<Record<'error' | 'warning' | 'info', number>>;
  /** Not complete because its model was not there, or not any more, and may come back. Left out: that is not so. */
  readonly isModelAway?: true;
  /** Null where nothing was measured; of added arms. */
  readonly coverage: { readonly covered: number; readonly total: number } | null;
  readonly model: string | undefined;
  readonly quantisation: string | undefined;
  readonly tokens: Ledger['tokens'];
  readonly seconds: Ledger['seconds'];
  readonly calls: number;
  readonly cacheHits: number;
  readonly changedLines: number;
  /** Every file of the change and what became of it; paths are data of others. */
  readonly files: readonly { readonly path: string; readonly state: string; readonly reason: string }[];
  /** `ReviewResult.prompts`: what was asked, so that it can be rebuilt as long as the mirror has the commits. */
  readonly prompts: readonly string[];
  /** Texts for people: why something was not reviewed or not written. */
  readonly problems: readonly string[];
}

export interface RuleCount {
  readonly rule: string;
  readonly posted: number;
  readonly fixed: number;
  readonly dismissed: number;
}

export interface WithoutModel {
  readonly tries: number;
  /** Milliseconds since 1970. */
  readonly lastAt: number;
}

export interface Unreviewed {
  /** Deliveries that told this head and have ended, whatever their end. */
  readonly ends: number;
  /** When the job of the last of them ended, in milliseconds since 1970; 0 where there is none. */
  readonly lastAt: number;
  /** The last job that was given up for this head; null where none is dead. */
  readonly dead: { readonly id: string; readonly code: string; readonly acceptedAt: number } | null;
}

export interface JobProblem {
  /** As in GalleyError. */
  readonly code: string;
  readonly what: string;
}

/**
 * The queue of the app and what it remembers. What a call has resolved survives `kill -9` and loss of power.
 *
 * Every call throws GalleyError `store-unavailable` where the database cannot be asked or cannot be written.
 */
export interface JobStore {
  /**
   * Keeps a delivery and what is to be done for it, in one step. `known`: the same delivery waits, is under way or ended
   * well; one that is dead is tried anew and `accepted`. A review of the same pull request that waits takes it along; one
   * that is under way for another head is superseded.
   *
   * @param onJob told before it resolves which job answers the delivery, where one does
   */
  accept(delivery: Delivery, onJob?: (job: string) => void): Promise<'accepted' | 'known'>;
  /** The next job of a lane, at most one of a pull request at a time; undefined: nothing is due. Its lease runs for `leaseMs`. */
  take(lane: Lane, worker: string, leaseMs: number): Promise<Job | undefined>;
  /** Renews the leases of this worker, and learns which of its jobs nobody wants any more. */
  renew(worker: string, leaseMs: number): Promise<void>;
  /** Whether this job may still write: its lease runs and nobody has taken the same pull request since. */
  isHeld(job: Job): Promise<boolean>;
  /** `3 of 9 files`. Lost when the job ends. */
  progress(job: Job, text: string): Promise<void>;
  /** Ends a job and all deliveries that it answers. */
  finish(job: Job, end: Exclude<DeliveryEnd, 'dead'>, record?: ReviewRecord): Promise<void>;
  /** Tries again later, each time later than before; after the last try it is dead. */
  fail(job: Job, problem: JobProblem): Promise<'again' | 'dead'>;
  /** Tries again after that many milliseconds, and no try is spent: what it waits for is nobody's fault. */
  postpone(job: Job, problem: JobProblem, afterMs: number): Promise<void>;
  /** It goes on in the lane of this errand, behind what waits there; its deliveries stay with it, and no try is spent. */
  pass(job: Job, errand: Errand): Promise<void>;
  /** Somebody else may take it at once, and no try is spent: this worker stops. */
  release(job: Job): Promise<void>;
  /**
   * Jobs whose worker is gone wait again: they go first, but those that lose one again and again last and later, and after
   * the last try they are dead. Returns how many.
   */
  reap(): Promise<number>;
  /** A finished review of this very head under this very configuration; not one whose model was away. */
  hasReview(identity: ReviewIdentity): Promise<boolean>;
  /**
   * What the reconciler asks: what became of a head that lacks a finished review. Undefined: it has one, or one waits or is
   * under way, or somebody has told the app to be silent.
   */
  unreviewed(pull: PullKey, head: string): Promise<Unreviewed | undefined>;
  /** The base whose configuration was invalid, so that the last review of a head says no more than that; undefined: it was valid. */
  invalidBase(pull: PullKey, head: string): Promise<string | undefined>;
  /**
   * Whether the last review of a head stands without its model: how often that happened by now, and when last. Undefined
   * where it does not.
   */
  withoutModel(pull: PullKey, head: string): Promise<WithoutModel | undefined>;
  /**
   * Other heads that were told since the last review: at one whose worker was killed a check may still be under way. The
   * newest three.
   */
  leftHeads(pull: PullKey, head: string): Promise<readonly string[]>;
  /**
   * Takes the turn for something that one process does for all. 0: it is the caller's, to begin at once; else the milliseconds
   * until `restMs` have gone by since somebody else took it.
   */
  takeTurn(name: string, restMs: number): Promise<number>;
  /** Whether somebody has told the app to be silent on this pull request. */
  isPaused(pull: PullKey): Promise<boolean>;
  setPaused(pull: PullKey, isPaused: boolean, by: string): Promise<void>;
  /** Forgets what is known of repositories that the app has no access to any more, and ends their jobs. */
  forget(installation: number, repositories: readonly string[]): Promise<void>;
  /** Runs a dead job again. False: there is none of this id. */
  revive(jobId: string): Promise<boolean>;
  /** Runs all dead jobs again. Returns how many. */
  reviveAll(): Promise<number>;
  /** Deletes what is older, dead jobs excepted. */
  prune(olderThanDays: number): Promise<void>;
  close(): Promise<void>;
}

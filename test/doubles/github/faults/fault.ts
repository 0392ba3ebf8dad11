/** What goes wrong with a request. Those of the first group happen before the handler, so that nothing is stored. */
export type Fault = FaultBefore | FaultAfter;

export type FaultBefore =
  /** Any answer instead of the true one; without `body` and `text` GitHub's words for a server error. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** A secondary limit; without `retryAfter` (seconds) it does not say how long to wait. */
  | { readonly kind: 'secondary-limit'; readonly status?: 403 | 429; readonly retryAfter?: number }
  /** The hourly limit is used up; `resetIn` in seconds, negative: the reset lies in the past. */
  | { readonly kind: 'primary-limit'; readonly status?: 403 | 429; readonly resetIn: number }
  /** The connection ends without an answer, and nothing was done. */
  | { readonly kind: 'drop' }
  /**
   * A review is refused, as GitHub sometimes does without saying why, when one of its comments holds the text; a single
   * comment on a line is refused too, and with `evenOnFile` one on the whole file. Without `times` always.
   */
  | { readonly kind: 'refuse-comment'; readonly containing: string; readonly evenOnFile?: boolean };

export type FaultAfter =
  /** Stored, then an error: 502 unless another status is given. */
  | { readonly kind: 'store-then-status'; readonly status?: number }
  /** Stored, then the connection ends without an answer. */
  | { readonly kind: 'store-then-drop' }
  /** The true answer, late: its first byte after `firstByteMs`, every 64 more after `dripMs`. */
  | { readonly kind: 'slow'; readonly firstByteMs?: number; readonly dripMs?: number }
  /** The connection ends in the middle of the true answer. */
  | { readonly kind: 'cut' }
  /** Half of the true answer's JSON as if it were all. */
  | { readonly kind: 'half-json' }
  /** JSON of another shape with the true status. */
  | { readonly kind: 'wrong-json'; readonly body?: unknown };

/** Which requests a fault hits. What is absent does not matter. */
export interface FaultRule {
  readonly method?: string;
  /** A route as in the table, `/repos/{owner}/{repo}/pulls/{pull_number}/reviews`, or a pattern for the path. */
  readonly on?: string | RegExp;
  /** A pattern for the request's body, as the name of a mutation. */
  readonly body?: RegExp;
  /** 1 is the first request that fits; default 1. */
  readonly nth?: number;
  /** So many requests that fit, from `nth` on; default 1, of `refuse-comment` all. */
  readonly times?: number;
  readonly fault: Fault;
}

/** A fault that happened. */
export interface Fired {
  /** Index of the rule in the plan. */
  readonly rule: number;
  readonly kind: Fault['kind'];
  /** Of the request. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
}

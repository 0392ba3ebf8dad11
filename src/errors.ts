/**
 * Every failure that Galley explains to its user: what happened (`message`), why (`why`), what to do (`todo`).
 *
 * Recognise it with {@link isGalleyError}, not with `instanceof`: entry points are separate bundles and may
 * each carry a copy of this class.
 */
export class GalleyError extends Error {
  readonly code: ErrorCode;
  /** The reason, with the value that was seen. Empty when `message` says it all. */
  readonly why: string;
  /** What the reader can do now, best as a command to paste. */
  readonly todo: string;
  /** True when the same call may succeed a moment later. */
  readonly isRetryable: boolean;

  constructor(code: ErrorCode, text: ErrorText) {
    super(text.what, text.cause === undefined ? undefined : { cause: text.cause });
    this.name = 'GalleyError';
    this.code = code;
    this.why = text.why ?? '';
    this.todo = text.todo ?? '';
    this.isRetryable = text.isRetryable ?? false;
    Object.defineProperty(this, marker, { value: true });
  }
}

export interface ErrorText {
  readonly what: string;
  readonly why?: string;
  readonly todo?: string;
  readonly cause?: unknown;
  readonly isRetryable?: boolean;
}

const marker = Symbol.for('galley.error');

/** True for a {@link GalleyError} of any copy of this package. */
export function isGalleyError(value: unknown): value is GalleyError {
  return typeof value === 'object' && value !== null && marker in value;
}

/** What happened and why, as whole sentences on one line. */
export function describeFailure({ message, why }: Pick<GalleyError, 'message' | 'why'>): string {
  const sentences = [message, why].filter((text) => text !== '');
  return sentences.map((text) => (/[.!?]$/.test(text) ? text : `${text}.`)).join(' ');
}

/** Stable names of failures: shown to users, matched by tests and scripts. */
export type ErrorCode =
  // input
  | 'not-a-repository'
  | 'unknown-ref'
  | 'git-failed'
  | 'git-missing'
  | 'broken-diff'
  | 'combined-diff'
  | 'unreadable-file'
  | 'unsafe-path'
  // coverage reports
  | 'unreadable-report'
  | 'broken-report'
  | 'stale-report'
  // running tests
  | 'runner-missing'
  | 'sandbox-missing'
  | 'install-failed'
  | 'image-unusable'
  // configuration and usage
  | 'invalid-config'
  | 'invalid-usage'
  | 'cannot-write'
  // model server: not usable
  | 'server-unreachable'
  | 'server-refused'
  | 'host-not-allowed'
  | 'model-missing'
  | 'model-not-local'
  | 'engine-missing'
  | 'window-too-small'
  // one model call
  | 'model-timeout'
  | 'model-busy'
  | 'prompt-too-long'
  | 'prompt-cut'
  | 'reply-broken'
  | 'reply-repeats'
  | 'reply-empty'
  | 'redirected'
  // the forge
  | 'forge-unreachable'
  | 'forge-unauthorised'
  | 'forge-forbidden'
  | 'forge-not-found'
  | 'forge-limited'
  | 'forge-refused'
  | 'fork-refused'
  | 'lease-lost'
  // the app's database
  | 'store-unavailable'
  | 'store-in-use'
  // anything else
  | 'interrupted'
  | 'internal';

/** Where GitHub sends what happens, for one app. */
export interface WebhookOptions {
  readonly url: string;
  /** With which each delivery is signed; empty: unsigned. */
  readonly secret: string;
  /** Slug of the app that hears about it; default: the first one. */
  readonly app?: string;
  /** Events the app has subscribed to; default: all that the double can tell. Those of installations always come. */
  readonly events?: readonly string[];
  /** How long an answer may take in milliseconds; default 10,000, as GitHub waits. */
  readonly timeoutMs?: number;
}

/**
 * What becomes of a delivery:
 *
 * - `send`: it is sent, in the order of events; nobody waits for the answer to the one before
 * - `twice`: sent twice at the same moment, under one id
 * - `hold`: kept until `release`
 * - `drop`: it never arrives, and GitHub knows that it failed
 */
export type Handling = 'send' | 'twice' | 'hold' | 'drop';

/** One attempt to deliver, as GitHub logs it. */
export interface Delivery {
  readonly id: number;
  /** `X-GitHub-Delivery`: the same for every attempt. */
  readonly guid: string;
  readonly event: string;
  /** Empty: the event has none. */
  readonly action: string;
  readonly installation: number | null;
  /** Id of the repository. */
  readonly repository: number | null;
  readonly redelivery: boolean;
  /** Unix milliseconds on the clock of the double. */
  deliveredAt: number;
  durationMs: number;
  /** `pending` until it ended; GitHub's words then: `OK`, `Invalid HTTP Response: 503`, `failed to connect to host`. */
  status: string;
  /** 0: not ended. */
  statusCode: number;
  requestHeaders: Readonly<Record<string, string>>;
  readonly payload: Readonly<Record<string, unknown>>;
  responseHeaders: Readonly<Record<string, string>> | null;
  responseBody: string | null;
}

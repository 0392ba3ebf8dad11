/** An app that was made from a manifest, whose credentials wait for somebody who has the code. */
export interface Conversion {
  readonly code: string;
  /** Slug of the app. */
  readonly app: string;
  readonly owner: string;
  readonly events: readonly string[];
  readonly webhookSecret: string;
  /** Unix milliseconds. */
  readonly expiresAt: number;
  /** True: the credentials were given, and are given no more. */
  isUsed: boolean;
}

import type { LimitGate } from './wait-for-limits.ts';

/** Where the token of a client comes from, when it ends while the client is in use: that of an installed app does, hourly. */
export interface TokenSource {
  /** One that is valid for some minutes at least. Throws GalleyError. */
  get(signal: AbortSignal | undefined): Promise<string>;
  /**
   * Forgets one that GitHub has refused.
   *
   * @param forgeTime milliseconds since 1970 when it did so, by its own clock; undefined: it did not say
   */
  drop(token: string, forgeTime: number | undefined): void;
  /** Of whoever the tokens belong to: limits hold for all of them together. Undefined: nobody else has any. */
  readonly gate?: LimitGate | undefined;
}

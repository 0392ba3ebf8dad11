/** An answer that is no success: header names in lower case. */
export interface FailedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  /** GitHub's own words. Empty where it said nothing. */
  readonly words: string;
}

/** What GitHub asks for where it names no time. Doubled each time. In milliseconds. */
const unnamedMs = 60_000;
/** Behind the reset that GitHub names in whole seconds. In milliseconds. */
const resetMarginMs = 1000;

/**
 * How long GitHub wants no requests, in milliseconds, at least 1,000; undefined: the answer speaks of no limit.
 *
 * `retry-after` counts before all, then the reset of a used-up hourly limit. A reset in the past names no time. Source:
 * GitHub's "Best practices for using the REST API".
 *
 * @param now Unix milliseconds
 * @param tries how often this request was turned away before, from 0
 */
export function readLimit(answer: FailedAnswer, now: number, tries: number): number | undefined {
  const { status, headers, words } = answer;
  const after = retryAfter(headers['retry-after'], now);
  const isUsedUp = String(headers['x-ratelimit-remaining']) === '0';
  const isNamed = /\brate limit|abuse detection/iu.test(words);
  if (status !== 429 && !(status === 403 && (after !== undefined || isUsedUp || isNamed))) return undefined;
  if (after !== undefined) return Math.max(after, 1000);
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1000 - now;
  return isUsedUp && reset > 0 ? reset + resetMarginMs : unnamedMs * 2 ** tries;
}

/** Seconds or a date (RFC 9110, 10.2.3); undefined for neither. */
function retryAfter(header: string | number | undefined, now: number): number | undefined {
  const text = String(header ?? '').trim();
  if (/^\d{1,9}$/u.test(text)) return Number(text) * 1000;
  const date = /[a-z]/iu.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

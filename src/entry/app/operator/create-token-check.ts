import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Whether somebody knows the token of the operator. */
export interface TokenCheck {
  /**
   * `slow`: this one is wrong too, and too many wrong ones came from there lately. The right one always passes: behind a
   * proxy everybody has one address, and a program with an old token must not lock out the others.
   *
   * @param from where the request came from: an address
   */
  check(given: string | undefined, from: string): TokenAnswer;
  /** Seconds until somebody who was told `slow` may try again; at least 1. */
  secondsLeft(from: string): number;
}

export type TokenAnswer = 'right' | 'wrong' | 'slow';

/** Wrong tokens of one address within the time below. A person mistypes a few times. */
const mostWrong = 10;
const withinMs = 60_000;
/** Addresses that are remembered; of more, the oldest are forgotten. */
const mostAddresses = 10_000;

interface Tries {
  readonly since: number;
  readonly wrong: number;
}

/**
 * One for all that the token opens, so that tries are counted together.
 *
 * @param token of the operator, not empty
 * @param now milliseconds
 */
export function createTokenCheck(token: string, now: () => number): TokenCheck {
  const tries = new Map<string, Tries>();
  const isRight = compareWith(token);
  const triesOf = (from: string): Tries | undefined => {
    const known = tries.get(from);
    return known === undefined || Math.abs(now() - known.since) >= withinMs ? undefined : known;
  };
  return {
    check(given, from) {
      if (given !== undefined && isRight(given)) return 'right';
      const known = triesOf(from);
      if (known !== undefined && known.wrong >= mostWrong) return 'slow';
      tries.delete(from);
      tries.set(from, { since: known?.since ?? now(), wrong: (known?.wrong ?? 0) + 1 });
      const [oldest] = tries.keys();
      if (tries.size > mostAddresses && oldest !== undefined) tries.delete(oldest);
      return 'wrong';
    },
    secondsLeft(from) {
      const known = triesOf(from);
      return known === undefined ? 1 : Math.max(1, Math.ceil((known.since + withinMs - now()) / 1000));
    },
  };
}

/** Compares digests, so that neither length nor first difference shows in the time it takes. */
function compareWith(token: string): (given: string) => boolean {
  const key = randomBytes(32);
  const digest = (text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();
  const wanted = digest(token);
  return (given) => timingSafeEqual(digest(given), wanted);
}

import type { Context, Guard, Reply, Spoiler } from '../types.ts';

/** A request that came while its sender had been told to wait. GitHub bans programs that go on like this. */
export interface Impatience {
  /** Of the request. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** So much too early. */
  readonly earlyMs: number;
}

/** Remembers for each login how long it was told to wait: by `retry-after`, else by the reset, else for a minute. */
export function patience(): { guard: Guard; spoiler: Spoiler; impatient: readonly Impatience[] } {
  const until = new Map<string, number>();
  const impatient: Impatience[] = [];
  const who = ({ tokenName }: Context): string => tokenName ?? '';
  return {
    impatient,
    guard(context) {
      const { number, method, path } = context.call;
      const earlyMs = (until.get(who(context)) ?? 0) - context.inside.now();
      if (earlyMs > 0) impatient.push({ number, method, path, earlyMs });
      return undefined;
    },
    spoiler(context, reply) {
      const wait = waitOf(reply, context.inside.now());
      if (wait !== undefined) until.set(who(context), wait);
      return reply;
    },
  };
}

/** Unix milliseconds before which nothing may come; undefined: the answer asks for no wait. */
function waitOf({ status, headers = {}, body }: Reply, now: number): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const after = headers['retry-after'];
  if (after !== undefined) return now + Number(after) * 1000;
  if (headers['x-ratelimit-remaining'] === '0') return Number(headers['x-ratelimit-reset']) * 1000;
  const message = (body as { message?: unknown } | undefined)?.message;
  const isLimit = typeof message === 'string' && /rate limit/i.test(message);
  return isLimit ? now + 60_000 : undefined;
}

import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  /** Milliseconds; a limit for what never happens, no measure of time. Default 60,000. */
  readonly within?: number;
  /** Said when it did not happen. */
  readonly what?: () => string;
  /** True: what throws now is no matter of patience. */
  readonly isFatal?: () => boolean;
}

/** Asks again and again until the answer is neither false nor undefined; what throws meanwhile is asked again. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  { within = 60_000, what = () => 'it did not happen', isFatal = () => false }: Patience = {},
): Promise<Exclude<T, false | undefined>> {
  const until = Date.now() + within;
  let last = '';
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== false && answer !== undefined) return answer as Exclude<T, false | undefined>;
    } catch (error) {
      if (isFatal()) throw error;
      last = ` (${String(error)})`;
    }
    if (Date.now() > until) throw new Error(what() + last);
    await sleep(50);
  }
}

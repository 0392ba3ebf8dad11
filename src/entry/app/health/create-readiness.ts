import { setTimeout as sleep } from 'node:timers/promises';

/** One thing that must work. Resolves with what to tell of it; rejects with why it does not. */
export type ReadinessCheck = (signal: AbortSignal) => Promise<Seen | string>;

export interface Seen {
  readonly detail: string;
  /** Of a model: whether it is in memory now. One that is not is no fault. Left out: nobody knows. */
  readonly loaded?: boolean;
}

export interface ReadinessOptions {
  readonly checks: Readonly<Record<string, NamedCheck>>;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
  /** Milliseconds that one look may take. */
  readonly mostMs: number;
}

export interface NamedCheck {
  readonly look: ReadinessCheck;
  /** Milliseconds that what was seen holds: probes come often, and must cost nothing. */
  readonly holdsMs: number;
  /** Without it nothing that arrives could be kept. */
  readonly isForWebhooks?: boolean;
}

export interface ReadinessReport {
  readonly isReady: boolean;
  readonly checks: Readonly<Record<string, CheckState>>;
}

export interface CheckState extends Seen {
  readonly state: 'ok' | 'failed';
}

export interface Readiness {
  /** All that is needed to review. */
  all(): Promise<ReadinessReport>;
  /** What is needed to keep webhooks: reviews may wait for a model, webhooks may not. */
  forWebhooks(): Promise<ReadinessReport>;
  /**
   * How one thing is, as it is seen in a moment; where that takes longer, as it was seen lately; `looking`: nobody has seen it
   * lately; undefined: nobody looks at it.
   */
  latest(name: string): Promise<CheckState | 'looking' | undefined>;
}

export function createReadiness({ checks, clock, mostMs }: ReadinessOptions): Readiness {
  const looks = Object.entries(checks).map(([name, check]) => ({
    name,
    isForWebhooks: check.isForWebhooks === true,
    look: lookSeldom(check, clock, mostMs),
  }));
  const report = async (wanted: typeof looks): Promise<ReadinessReport> => {
    const seen = await Promise.all(wanted.map(async ({ name, look }) => [name, await look()] as const));
    return { isReady: seen.every(([, { state }]) => state === 'ok'), checks: Object.fromEntries(seen) };
  };
  return {
    all: () => report(looks),
    forWebhooks: () => report(looks.filter(({ isForWebhooks }) => isForWebhooks)),
    latest: async (wanted) => looks.find(({ name }) => name === wanted)?.look.latest(),
  };
}

/** Whoever opens a page does not notice that it waited. */
const momentMs = 150;

/** What was seen before that says nothing about now. */
const mostAgeMs = 120_000;

/** Whoever mends something wants to see it mended. */
const failureHoldsMs = 10_000;

/** What was seen last, as long as it holds; those who ask at the same time wait for the same look. */
function lookSeldom({ look, holdsMs }: NamedCheck, clock: () => number, mostMs: number) {
  let last: { readonly at: number; readonly seen: Promise<CheckState> } | undefined;
  let done: { readonly at: number; readonly state: CheckState } | undefined;
  const lookNow = async (): Promise<CheckState> => {
    const state = await see(look, mostMs);
    done = { at: clock(), state };
    return state;
  };
  const seldom = (): Promise<CheckState> => {
    const most = done?.state.state === 'failed' ? Math.min(holdsMs, failureHoldsMs) : holdsMs;
    if (last === undefined || clock() - last.at >= most) last = { at: clock(), seen: lookNow() };
    return last.seen;
  };
  const latest = async (): Promise<CheckState | 'looking'> => {
    const soon = await Promise.race([seldom(), sleep(momentMs, undefined, { ref: false })]);
    if (soon !== undefined) return soon;
    return done !== undefined && clock() - done.at < mostAgeMs ? done.state : 'looking';
  };
  return Object.assign(seldom, { latest });
}

/** One look that takes no longer than `mostMs`; a failure is a state. */
export async function see(look: ReadinessCheck, mostMs: number): Promise<CheckState> {
  const signal = AbortSignal.timeout(mostMs);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`no answer within ${mostMs / 1000} s`)));
  });
  try {
    const seen = await Promise.race([look(signal), late]);
    return { state: 'ok', ...(typeof seen === 'string' ? { detail: seen } : seen) };
  } catch (error) {
    return { state: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}

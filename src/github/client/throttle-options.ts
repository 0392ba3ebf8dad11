import type { ClientTime } from './client-time.ts';
import { createPace } from './pace.ts';
import { takeTurns } from './take-turns.ts';

/** Between the starts of two writes, in milliseconds: GitHub's best practices. */
const writeMs = 1000;
/** Between two that notify people, and between two searches: the throttling plug-in's own figures. */
const notificationMs = 3000;
const searchMs = 2000;
/** Requests at the same time, as the plug-in has it. */
const places = 10;

/**
 * The limiters of the throttling plug-in. Its own are shared by all clients of a process and count by the clock on the
 * wall: set back by an hour, it would hold up every request for an hour.
 */
export function throttleOptions(time: ClientTime) {
  return {
    global: atMost(places),
    auth: atMost(1),
    search: createPace(searchMs, time),
    write: createPace(writeMs, time),
    notifications: createPace(notificationMs, time),
    // Limits are waited for elsewhere.
    retryLimiter: { on: () => {}, schedule: start },
    onRateLimit: () => false,
    onSecondaryRateLimit: () => false,
  };
}

type Job<A extends unknown[], T> = (...args: A) => Promise<T>;

function start<A extends unknown[], T>(job: Job<A, T>, ...args: A): Promise<T> {
  return job(...args);
}

/** So many jobs at the same time, whatever their keys; the others in the order in which they came. */
function atMost(count: number) {
  const inTurn = takeTurns(count);
  const schedule = <A extends unknown[], T>(_: unknown, job: Job<A, T>, ...args: A): Promise<T> =>
    inTurn(() => job(...args));
  return { key: () => ({ schedule }) };
}

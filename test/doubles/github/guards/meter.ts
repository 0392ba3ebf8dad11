import type { LimitOptions } from './limit-options.ts';

/** What one request costs. */
export interface Cost {
  readonly resource: 'core' | 'graphql';
  readonly points: number;
  readonly isContent: boolean;
}

/** Why a request may not be served now, and how long not (milliseconds). */
export interface Exceeded {
  readonly limit: 'primary' | 'secondary';
  readonly waitMs: number;
}

/** The state of an hourly window. `resetAt`: Unix milliseconds. */
export interface Quota {
  readonly limit: number;
  readonly used: number;
  readonly resetAt: number;
}

const minute = 60_000;
const hour = 60 * minute;

interface Spent {
  readonly at: number;
  readonly cost: Cost;
}

/** Counts what one login does. All times are Unix milliseconds of the double's clock. */
export function meter(limits: LimitOptions, isKnown: boolean) {
  const windows = new Map<Cost['resource'], { resetAt: number; used: number }>();
  let spent: Spent[] = [];
  let inFlight = 0;

  const window = (resource: Cost['resource'], now: number) => {
    const current = windows.get(resource);
    if (current && now < current.resetAt) return current;
    const fresh = { resetAt: now + hour, used: 0 };
    windows.set(resource, fresh);
    return fresh;
  };

  const quota = (resource: Cost['resource'], now: number): Quota => {
    const core = isKnown ? limits.perHour : limits.perHourUnknown;
    return { limit: resource === 'core' ? core : limits.graphqlPerHour, ...window(resource, now) };
  };

  /** How long until the costs of a span are below the limit; 0: they are. */
  const overrun = (
    now: number,
    span: number,
    limit: number,
    cost: (one: Cost) => number,
    more: number,
  ): number => {
    const recent = spent.filter(({ at }) => at > now - span);
    let sum = recent.reduce((total, one) => total + cost(one.cost), 0) + more;
    for (const one of recent) {
      if (sum <= limit) return 0;
      sum -= cost(one.cost);
      if (sum <= limit) return one.at + span - now;
    }
    return 0;
  };

  const secondary = (cost: Cost, now: number): number => {
    const content = (one: Cost): number => (one.isContent ? 1 : 0);
    const points = (one: Cost): number => (one.resource === cost.resource ? one.points : 0);
    const perMinute = cost.resource === 'core' ? limits.pointsPerMinute : limits.graphqlPointsPerMinute;
    return Math.max(
      inFlight >= limits.concurrent ? minute : 0,
      cost.isContent ? overrun(now, minute, limits.contentPerMinute, content, 1) : 0,
      cost.isContent ? overrun(now, hour, limits.contentPerHour, content, 1) : 0,
      overrun(now, minute, perMinute, points, cost.points),
    );
  };

  return {
    quota,
    /** Undefined: the request may be served, and is counted. */
    begin(cost: Cost, now: number): Exceeded | undefined {
      const { used, limit, resetAt } = quota(cost.resource, now);
      if (used >= limit) return { limit: 'primary', waitMs: resetAt - now };
      const waitMs = secondary(cost, now);
      if (waitMs > 0) return { limit: 'secondary', waitMs };
      window(cost.resource, now).used += 1;
      spent = [...spent.filter(({ at }) => at > now - hour), { at: now, cost }];
      inFlight += 1;
      return undefined;
    },
    /** @param isFree an unchanged answer is not counted */
    end(cost: Cost, now: number, isFree: boolean): void {
      inFlight -= 1;
      if (isFree) window(cost.resource, now).used -= 1;
    },
  };
}

export type Meter = ReturnType<typeof meter>;

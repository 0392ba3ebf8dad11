import { isUnchanged } from '../etag.ts';
import { errorReply } from '../reply.ts';
import type { Call, Context, Guard, Reply, Spoiler } from '../types.ts';
import { documentedLimits } from './limit-options.ts';
import type { LimitOptions } from './limit-options.ts';
import { meter } from './meter.ts';
import type { Cost, Exceeded, Meter, Quota } from './meter.ts';

export interface RateLimits {
  readonly guard: Guard;
  /** Adds the headers that tell the state of the limits. */
  readonly spoiler: Spoiler;
  /** For `GET /rate_limit` and GraphQL's `rateLimit`. */
  readonly quota: (context: Context, resource: Cost['resource']) => Quota;
}

/** The primary limit of each login, and the secondary ones, on the clock of the double. */
export function rateLimits(options: Partial<LimitOptions> | 'none' = {}): RateLimits {
  if (options === 'none') return boundless;
  const limits = { ...documentedLimits, ...options };
  const meters = new Map<string, Meter>();
  const served = new WeakMap<Context, Cost>();
  const meterOf = ({ token }: Context): Meter => {
    const name = token?.login ?? '';
    const known = meters.get(name) ?? meter(limits, token !== undefined);
    meters.set(name, known);
    return known;
  };
  return {
    guard(context) {
      const cost = costOf(context.call);
      if (cost === undefined || context.route?.isPage) return undefined;
      const exceeded = meterOf(context).begin(cost, context.inside.now());
      if (exceeded !== undefined) return refuse(exceeded, cost, context, limits);
      served.set(context, cost);
      return undefined;
    },
    spoiler(context, reply) {
      const now = context.inside.now();
      const cost = served.get(context);
      if (cost !== undefined) meterOf(context).end(cost, now, isUnchanged(context.call, reply));
      if (context.route?.isPage) return reply;
      const resource = costOf(context.call)?.resource ?? 'core';
      const headers = quotaHeaders(meterOf(context).quota(resource, now), resource);
      return { ...reply, headers: { ...headers, ...reply.headers } };
    },
    quota: (context, resource) => meterOf(context).quota(resource, context.inside.now()),
  };
}

/** Undefined: asking for the limits is free. */
function costOf({ method, path, rawBody }: Call): Cost | undefined {
  if (path === '/rate_limit') return undefined;
  if (path === '/graphql') {
    const isMutation = /"query"\s*:\s*"\s*(?:\\n|\s)*mutation\b/.test(rawBody);
    return { resource: 'graphql', points: isMutation ? 5 : 1, isContent: isMutation };
  }
  const isWrite = method !== 'GET' && method !== 'HEAD';
  const isContent = isWrite && method !== 'DELETE' && /\/(?:issues|pulls|comments)(?:\/|$)/.test(path);
  return { resource: 'core', points: isWrite ? 5 : 1, isContent };
}

function refuse(
  { limit, waitMs }: Exceeded,
  { resource }: Cost,
  context: Context,
  limits: LimitOptions,
): Reply {
  const seconds = String(Math.ceil(waitMs / 1000));
  const whom = context.token === undefined ? 'you' : context.token.login;
  const first = `API rate limit exceeded for ${whom}. If you reach out to GitHub Support for help, please include the request ID.`;
  if (limit === 'primary' && resource === 'graphql')
    return { status: 200, body: { errors: [{ type: 'RATE_LIMITED', message: first }] } };
  if (limit === 'primary')
    return errorReply(limits.status, first, { page: 'overview/rate-limits-for-the-rest-api' });
  const headers = limits.retryAfter === 'sent' ? { 'retry-after': seconds } : {};
  return errorReply(limits.status, secondaryWords, {
    page: 'overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
    headers,
  });
}

/** Clients tell the secondary limit from others by these words. */
export const secondaryWords =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

/** `x-ratelimit-*`; the reset is in Unix seconds. */
export function quotaHeaders({ limit, used, resetAt }: Quota, resource: string): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - used)),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)),
    'x-ratelimit-resource': resource,
  };
}

const boundless: RateLimits = {
  guard: () => undefined,
  spoiler: (_context, reply) => reply,
  quota: ({ inside }) => ({ limit: documentedLimits.perHour, used: 0, resetAt: inside.now() + 3_600_000 }),
};

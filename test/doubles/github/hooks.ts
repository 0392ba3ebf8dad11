import { faultPlan } from './faults/fault-plan.ts';
import type { Faults } from './faults/fault-plan.ts';
import { authenticate } from './guards/authenticate.ts';
import { patience } from './guards/patience.ts';
import type { Impatience } from './guards/patience.ts';
import { nameNeeds, permit } from './guards/permit.ts';
import { rateLimits } from './guards/rate-limits.ts';
import type { RateLimits } from './guards/rate-limits.ts';
import { driftWitness } from './openapi/witness.ts';
import type { GitHubOptions, Hooks } from './types.ts';

/** What the double adds to its handlers, and what a test has of it. */
export interface OwnHooks extends Hooks {
  readonly faults: Faults;
  readonly limits: RateLimits;
  /** Requests that came while their sender had been told to wait. */
  readonly impatient: readonly Impatience[];
  /** Where requests or answers are not as GitHub describes them; empty where its description is not installed. */
  readonly drift: readonly string[];
}

/** What stands before and behind every handler, in this order: what breaks, who asks, how often, and for what. */
export function ownHooks(options: GitHubOptions): OwnHooks {
  const faults = faultPlan();
  const limits = rateLimits(options.limits);
  const waits = patience();
  const drift: string[] = [];
  const compare = driftWitness(drift);
  return {
    guards: [waits.guard, faults.guard, authenticate(), limits.guard, permit],
    spoilers: [faults.spoiler, limits.spoiler, nameNeeds, waits.spoiler],
    witnesses: [(context, reply) => (faults.hasAnswered(context) ? undefined : compare(context, reply))],
    faults,
    limits,
    impatient: waits.impatient,
    drift,
  };
}

import type { Errand } from './errand.ts';
import type { DeliveryEnd, JobProblem, ReviewRecord } from './job-store.ts';

/**
 * What became of a job, for the worker to tell the store.
 *
 * - `ended`: nothing is left to do
 * - `failed`: to be tried again later
 * - `later`: to be tried again in a while, and no try is spent: the forge wants no requests, or is away
 * - `passed`: a part of it is done, and the rest has a lane of its own
 * - `stopped`: the worker ends, or somebody else has the job by now: it is nobody's fault, and no try is spent
 */
export type JobResult =
  | {
      readonly kind: 'ended';
      readonly end: Exclude<DeliveryEnd, 'dead'>;
      readonly record?: ReviewRecord | undefined;
      /** For the log. */
      readonly why: string;
    }
  | { readonly kind: 'failed'; readonly problem: JobProblem }
  | { readonly kind: 'later'; readonly problem: JobProblem; readonly afterMs: number }
  | { readonly kind: 'passed'; readonly errand: Errand }
  | { readonly kind: 'stopped'; readonly why: string };

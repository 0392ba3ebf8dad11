import type { ErrorCode } from '../errors.ts';

/** Failures after which every further call would fail as well. */
export const hopeless: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'server-unreachable',
  'server-refused',
  'model-missing',
  'model-not-local',
  'redirected',
  'engine-missing',
]);

/** Failures that pass by themselves, or when somebody mends the server: the same review may succeed later. */
export const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'server-unreachable',
  'model-missing',
  'model-busy',
]);

/** Failures of a call that was waited for at length: one may be due to what was asked. */
export const delays: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['model-timeout', 'model-busy']);

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

/** Failures of a call that was waited for at length: one may be due to what was asked. */
export const delays: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['model-timeout', 'model-busy']);

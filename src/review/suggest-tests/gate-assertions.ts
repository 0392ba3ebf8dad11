import { judgeAssertions } from '../../testgen/assertion-slice.ts';
import { failed, passed, type Candidate, type GateVerdict } from './candidate.ts';
import type { GateContext } from './gate-context.ts';

/** Some assertion has to depend on what the code under test did. */
export function assertsOnCode({ body }: Candidate, { prepared }: GateContext): GateVerdict {
  const { asserts, reason } = judgeAssertions(body, prepared.around);
  return asserts ? passed() : failed(reason, 'no assertion depended on what the code does');
}

import { takeObserved, type ObservedFailure } from '../../testgen/repair/take-observed.ts';
import type { TestBody } from '../../testgen/test-body.ts';
import type { TestOutcome } from '../test-ports.ts';
import type { Candidate } from './candidate.ts';
import type { GateContext } from './gate-context.ts';

/**
 * The candidate with the value that the code gave in place of the one wrong value that made it fail. Undefined: that is not why
 * it failed, or the value is none that a test can hold.
 */
export function characterise(
  candidate: Candidate,
  { tests }: TestOutcome,
  { prepared }: GateContext,
): Candidate | undefined {
  const { body, written, repairs } = candidate;
  const failure = tests.find(({ name }) => name === written.fullName)?.failure;
  if (failure === undefined || candidate.isCharacterisation) return undefined;
  const line = failure.line === undefined ? undefined : written.text.split(/\r?\n/)[failure.line - 1];
  const observed: ObservedFailure = { ...failure, ...(line === undefined ? {} : { lineText: line }) };
  const take = (code: string): TestBody | undefined =>
    takeObserved({ ...body, code }, observed, prepared.around);
  // The compiler may have mended the file: it is changed as it stands.
  const [own, text, added] = [body.code, written.text, written.added].map(take);
  if (own === undefined || text === undefined || added === undefined) return undefined;
  return {
    ...candidate,
    body: own,
    written: { ...written, text: text.code, added: added.code },
    isCharacterisation: true,
    repairs: [...repairs, 'an expected value taken from its run'],
  };
}

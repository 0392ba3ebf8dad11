import type { PatchCoverage } from '../../coverage/gap.ts';
import type { CoverageGate } from '../../review/check-gate.ts';
import { groupDigits } from '../describe-finding.ts';

/** `below 90 %: 3 of 7 arms`, `at least 90 % as wanted`; empty where nothing was asked. */
export function describeGate(coverage: PatchCoverage, gate: CoverageGate | undefined): string {
  if (gate === undefined) return '';
  const { statements, branches } = coverage;
  if (statements.total + branches.total === 0) return `nothing to hold against ${gate.limit} %`;
  if (gate.below.length === 0) return `at least ${gate.limit} % as wanted`;
  const told = gate.below.map((what) => {
    const { covered, total } = what === 'arms' ? branches : statements;
    return `${groupDigits(covered)} of ${groupDigits(total)} ${what}`;
  });
  return `below ${gate.limit} %: ${told.join(', ')}`;
}

import type { GateResult, TestSuggestion } from '../../testgen/test-suggestion.ts';
import { describeGap } from '../coverage/describe-coverage.ts';
import { describeLines, plural } from '../describe-finding.ts';
import { inertLine, inertName } from '../../safety/inert-text.ts';

/** What a test is for: `src/cart.ts:12 else never taken`, one for each Gap that it closes; safe to print. */
export function describeGained({ gained }: Pick<TestSuggestion, 'gained'>): readonly string[] {
  return gained.map((gap) => `${inertName(gap.path)}:${describeLines(gap)} ${describeGap(gap)}`);
}

/** `parses passed, repeats 5 of 5, kills not applicable: no mutant`; gates that were not run are named too. */
export function describeGates(gates: readonly GateResult[]): string {
  return gates
    .map(({ gate, outcome, detail }) => {
      const told = inertLine(detail);
      if (outcome === 'passed') return `${gate} ${told === '' ? 'passed' : told}`;
      const words = outcome.replace('-', ' ');
      return `${gate} ${words}${told === '' ? '' : `: ${told}`}`;
    })
    .join(', ');
}

/** In one sentence what the run showed; safe to print. */
export function describeRun({ gained, mutants, isCharacterisation, atBase }: TestSuggestion): string {
  return [
    `closes ${plural(gained.length, 'gap')}`,
    mutants.tried === 0
      ? 'no mutant to kill'
      : `kills ${mutants.killed} of ${plural(mutants.tried, 'mutant')}`,
    ...(isCharacterisation ? ['holds what the code does now, which nobody said is right'] : []),
    ...(atBase === 'passes' ? ['passes before the change too'] : []),
    ...(atBase === 'fails' ? ['fails before the change'] : []),
  ].join(', ');
}

/** `test/cart.test.ts (new file)`; safe to print. */
export function describeTestFile({ path, isNew }: Pick<TestSuggestion, 'path' | 'isNew'>): string {
  return `${inertName(path)} (${isNew ? 'new file' : 'addition'})`;
}

/** The whole suggestion in one line, for outputs without a place for code. */
export function tellTest(test: TestSuggestion): string {
  const gained = describeGained(test).join('; ');
  return `suggested test ${test.title}: ${describeRun(test)} (${gained}); in ${describeTestFile(test)}; run: ${test.command}`;
}

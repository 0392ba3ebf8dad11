import type { FileCoverage, Gap, PatchCoverage } from '../../../../src/coverage/gap.ts';
import type { TestSuggestion } from '../../../../src/testgen/test-suggestion.ts';

export const sampleGap: Gap = {
  path: 'src/cart.ts',
  startLine: 12,
  endLine: 12,
  kind: 'branch',
  arm: 'else',
  function: 'Cart.addItem',
  condition: 'needs `item` falsy',
  certainty: 'high',
  place: { startLine: 12, startColumn: 4, endLine: 14, endColumn: 5 },
  armIndex: 1,
};

export const sampleFile: FileCoverage = {
  path: 'src/cart.ts',
  state: 'measured',
  reason: '',
  certainty: 'high',
  statements: { covered: 12, total: 15 },
  functions: { covered: 2, total: 2 },
  branches: { covered: 3, total: 7 },
};

export const sampleCoverage: PatchCoverage = {
  sources: ['coverage/coverage-final.json (istanbul)'],
  files: [sampleFile],
  statements: sampleFile.statements,
  functions: sampleFile.functions,
  branches: sampleFile.branches,
  gaps: [sampleGap],
  lost: [],
};

/** A statement that never runs. */
export function statementGap(startLine: number, parts: Partial<Gap> = {}): Gap {
  const endLine = parts.endLine ?? startLine;
  return {
    ...sampleGap,
    kind: 'statement',
    arm: '',
    condition: '',
    armIndex: undefined,
    startLine,
    endLine,
    place: { startLine, startColumn: undefined, endLine, endColumn: undefined },
    ...parts,
  };
}

export const sampleTest: TestSuggestion = {
  path: 'test/cart.test.ts',
  isNew: true,
  text: "import { it } from 'vitest';\nit('adds nothing', () => {});\n",
  added: "it('adds nothing', () => {\n  expect(new Cart().addItem(undefined)).toBe(0);\n});\n",
  title: 'adds nothing for no item',
  target: { path: 'src/cart.ts', function: 'Cart.addItem' },
  gates: [
    { gate: 'parses', outcome: 'passed', detail: '' },
    { gate: 'repeats', outcome: 'passed', detail: '5 of 5' },
    { gate: 'types', outcome: 'not-applicable', detail: 'no TypeScript' },
  ],
  gained: [sampleGap],
  mutants: { killed: 3, tried: 4 },
  isCharacterisation: false,
  repairs: [],
  command: 'npx vitest run test/cart.test.ts',
  sandbox: 'bubblewrap: no network, no home, read-only repository',
};

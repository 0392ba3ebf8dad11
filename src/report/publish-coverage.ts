import type { Gap, PatchCoverage, Tally } from '../coverage/gap.ts';
import type { TestSuggestion } from '../testgen/test-suggestion.ts';
import type { Envelope } from './envelope-schema.ts';

/** A Gap in its published form; the order of the keys is the order of the output. */
export function publishGap(gap: Gap): Envelope['gaps'][number] {
  return {
    path: gap.path,
    startLine: gap.startLine,
    endLine: gap.endLine,
    kind: gap.kind,
    arm: gap.arm,
    function: gap.function,
    condition: gap.condition,
    certainty: gap.certainty,
  };
}

/** A TestSuggestion in its published form. */
export function publishTest(test: TestSuggestion): Envelope['tests'][number] {
  return {
    path: test.path,
    new: test.isNew,
    title: test.title,
    target: { path: test.target.path, function: test.target.function },
    added: test.added,
    text: test.text,
    gates: test.gates.map(({ gate, outcome, detail }) => ({ gate, outcome, detail })),
    gained: test.gained.map(publishGap),
    mutants: { killed: test.mutants.killed, tried: test.mutants.tried },
    characterisation: test.isCharacterisation,
    repairs: [...test.repairs],
    command: test.command,
    sandbox: test.sandbox,
    atBase: test.atBase ?? null,
  };
}

/** All of a PatchCoverage but its Gaps, which stand beside it. */
export function publishCoverage(coverage: PatchCoverage): NonNullable<Envelope['coverage']> {
  return {
    sources: [...coverage.sources],
    statements: publishTally(coverage.statements),
    functions: publishTally(coverage.functions),
    branches: publishTally(coverage.branches),
    files: coverage.files.map((file) => ({
      path: file.path,
      state: file.state,
      reason: file.reason,
      certainty: file.certainty,
      statements: publishTally(file.statements),
      functions: publishTally(file.functions),
      branches: publishTally(file.branches),
    })),
    lost: coverage.lost.map(({ path, startLine, endLine }) => ({ path, startLine, endLine })),
  };
}

function publishTally({ covered, total }: Tally): { covered: number; total: number } {
  return { covered, total };
}

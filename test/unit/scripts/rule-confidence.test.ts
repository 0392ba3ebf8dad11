import { describe, expect, it } from 'vitest';
import { ruleConfidence } from '../../../scripts/build/rule-confidence.ts';

const rules = [
  { id: 'galley/often', category: 'security' as const },
  { id: 'galley/seldom', category: 'security' as const },
  { id: 'galley/never', category: 'tests' as const },
];
const measured = {
  packages: { script: 1, python: 1, go: 1 },
  rules: { 'galley/often': { judged: 20, right: 20 }, 'galley/seldom': { judged: 2, right: 1 } },
};
const of = (index: number) => ruleConfidence(rules[index] ?? { id: '', category: 'tests' }, rules, measured);

describe('ruleConfidence', () => {
  it('rests on a rule’s own hits where there are enough', () => {
    expect(of(0)).toEqual({ precision: 0.88, n: 20 });
  });

  it('else on those of its category, else on all', () => {
    expect(of(1)).toEqual({ precision: 0.81, n: 22 });
    expect(of(2)).toEqual({ precision: 0.81, n: 22 });
  });

  it('claims nothing where nothing was judged', () => {
    expect(ruleConfidence({ id: 'x', category: 'tests' }, [], { ...measured, rules: {} })).toEqual({
      precision: 0,
      n: 0,
    });
  });
});

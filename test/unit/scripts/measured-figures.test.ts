import { describe, expect, it } from 'vitest';
import { renderMeasuredFigures, type Measured } from '../../../scripts/generate/measured-figures.ts';
import type { Probe } from '../../../src/probe/probe.ts';
import { wordingOf } from '../../../src/probe/wording.ts';
import type { Rule } from '../../../src/rule/rule.ts';

const probe = {
  id: 'loop-bound',
  category: 'correctness',
  severity: 'error',
  questions: ['Is it one?'],
  bad: [{}, {}],
  good: [{}],
} as unknown as Probe;
const rule = {
  id: 'galley/empty-catch',
  origin: 'built-in',
  category: 'error-handling',
  severity: 'warning',
  languages: ['typescript'],
  valid: ['a', 'b'],
  invalid: [{}],
} as unknown as Rule;
const measured: Measured = {
  probes: [probe],
  rules: [rule],
  judged: {
    packages: { script: 685, python: 49, go: 92 },
    rules: { 'galley/empty-catch': { judged: 5, right: 4 } },
  },
  tables: [
    {
      key: { family: 'qwen2', parameters: '1.5B', quantisation: 'Q4_K_M' },
      promptVersion: 1,
      canary: [],
      claims: null,
      probes: {
        'loop-bound': {
          wording: wordingOf(probe, 1),
          sound: [-1, -1, -1, -1, -1, -1, -1],
          good: [-2],
          bad: [3, 4],
        },
      },
    },
  ],
};

describe('renderMeasuredFigures', () => {
  it('has a row for each probe and rule, with what was measured', () => {
    const text = renderMeasuredFigures(measured);
    expect(text).toContain('| probe | category | severity | bad | good | qwen2 1.5B Q4_K_M |\n');
    expect(text).toMatch(
      /^\| `loop-bound` \| correctness \| error \| 2 \| 1 \| finds 2 of 2 bad, 0 false alarms on 8 sound places, from -?\d\.\d\d on \|$/m,
    );
    expect(text).toContain('1 of 1 speak on qwen2 1.5B Q4_K_M.');
    expect(text).toContain(
      '| `empty-catch` | error-handling | warning | 1 | 2 |  | 4 of 5 judged hits right |\n',
    );
  });

  it('claims nothing where no model was measured', () => {
    const text = renderMeasuredFigures({ ...measured, tables: [] });
    expect(text).toContain('No model was measured yet.');
    expect(text).toContain('| `loop-bound` | correctness | error | 2 | 1 |\n');
  });
});

import { describe, expect, it } from 'vitest';
import { statementThresholds, thresholdOf } from '../../../src/review/statement-thresholds.ts';

const right = [1, 2, 2.5, 3, 3.5, 4, 4.5, 5];

describe('thresholdOf', () => {
  it('gives up half of what is true', () => {
    expect(thresholdOf({ right, wrong: [0, 0.5, 1, 1.5, 2] })).toBe(3.5);
  });

  it.each([
    ['both score alike', { right, wrong: [...right] }],
    ['wrong ones score higher', { right, wrong: [6, 7, 8, 9, 10] }],
    ['there are too few of one kind', { right, wrong: [0, 0, 0, 0] }],
    ['nothing was measured', { right: [], wrong: [] }],
  ])('is none where %s', (_, scores) => {
    expect(thresholdOf(scores)).toBeUndefined();
  });
});

describe('statementThresholds', () => {
  it.each(['qwen2.5-coder:1.5b', 'qwen2.5-coder:1.5b-instruct-q4_K_M', 'models/qwen2.5-coder-1.5b.gguf'])(
    'finds what was measured for %s',
    (model) => {
      const { summary, returns, throws } = statementThresholds(model);
      expect(summary).toBeGreaterThan(0);
      expect(returns).toBeGreaterThan(0);
      // Too few to say.
      expect(throws).toBeUndefined();
    },
  );

  it.each(['', 'qwen2.5-coder:15b', 'qwen2.5-coder:7b', 'llama3.2:1.5b'])('knows nothing of %j', (model) => {
    expect(statementThresholds(model)).toEqual({});
  });
});

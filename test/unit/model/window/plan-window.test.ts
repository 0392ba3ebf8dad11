import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGalleyError, type GalleyError } from '../../../../src/errors.ts';
import { planWindow, type WindowInput } from '../../../../src/model/window/plan-window.ts';

const gib = 2 ** 30;

const qwen = {
  'general.architecture': 'qwen2',
  'qwen2.attention.head_count': 12,
  'qwen2.attention.head_count_kv': 2,
  'qwen2.block_count': 28,
  'qwen2.context_length': 32_768,
  'qwen2.embedding_length': 1536,
};

const usual: WindowInput = {
  modelInfo: qwen,
  weightsBytes: gib,
  freeBytes: 21.4 * gib,
  needed: 1500,
  wanted: undefined,
  allocated: undefined,
  parallel: 1,
};

function errorOf(input: WindowInput): GalleyError {
  try {
    planWindow(input);
  } catch (error) {
    if (isGalleyError(error)) return error;
    throw error;
  }
  throw new Error('planned');
}

describe('planWindow', () => {
  it('takes a modest window and gives its figures', () => {
    const plan = planWindow(usual);
    expect(plan).toMatchObject({
      used: 4096,
      trained: 32_768,
      kvBytesPerToken: 28_672,
      kvBytes: 117_440_512,
    });
    expect(plan.reason).toBe('4096 of 32768 tokens: weights 1.0 GiB + KV 0.11 GiB fit in 21.4 GiB free');
  });

  it('grows with the request in steps of 1024', () => {
    expect(planWindow({ ...usual, needed: 4097 }).used).toBe(5120);
    expect(planWindow({ ...usual, needed: 32_700 }).used).toBe(32_768);
  });

  it('keeps the window that is open when it is large enough', () => {
    expect(planWindow({ ...usual, allocated: 16_384 })).toMatchObject({ used: 16_384 });
    expect(planWindow({ ...usual, allocated: 1499 })).toMatchObject({ used: 4096 });
    expect(planWindow({ ...usual, allocated: 65_536 })).toMatchObject({ used: 32_768 });
    expect(planWindow({ ...usual, allocated: 16_384, freeBytes: 0 }).reason).toContain('do not fit');
  });

  it('follows the operator, within what the model was trained for', () => {
    expect(planWindow({ ...usual, wanted: 2048, allocated: 16_384 })).toMatchObject({ used: 2048 });
    const clamped = planWindow({ ...usual, wanted: 99_999 });
    expect(clamped.used).toBe(32_768);
    expect(clamped.reason).toContain('trained');
    const error = errorOf({ ...usual, wanted: 1024 });
    expect(error.code).toBe('window-too-small');
    expect(`${error.message} ${error.todo}`).toMatch(/1024.*1500/su);
  });

  it('shrinks to what fits', () => {
    // 512 MiB of room after weights and compute buffer are 70 MiB: 2560 tokens of 28 KiB.
    const tight = { ...usual, freeBytes: 1.5 * gib + 70 * 2 ** 20 };
    expect(planWindow(tight)).toMatchObject({ used: 2560 });
    expect(planWindow(tight).reason).toContain('no larger window fits');
    expect(planWindow({ ...tight, parallel: 1 }).used).toBeGreaterThan(planWindow({ ...tight, needed: 1000, parallel: 2 }).used); // prettier-ignore
  });

  it('takes the least that will do when memory seems short: a GPU has memory of its own', () => {
    const plan = planWindow({ ...usual, freeBytes: 1.1 * gib });
    expect(plan.used).toBe(1536);
    expect(plan.reason).toContain('weights 1.0 GiB + KV 0.04 GiB do not fit in 1.1 GiB free');
    expect(plan.reason).toContain('GPU');
  });

  it('refuses a model that was trained for less', () => {
    const modelInfo = { ...qwen, 'qwen2.context_length': 1024 };
    expect(errorOf({ ...usual, modelInfo, wanted: 9000, allocated: 9000 }).code).toBe('window-too-small');
  });

  it('works without metadata and says what it does not know', () => {
    const plan = planWindow({ ...usual, modelInfo: {}, weightsBytes: undefined, freeBytes: Infinity });
    expect(plan).toMatchObject({ used: 4096, trained: undefined, kvBytes: undefined });
    expect(plan.reason).toBe(
      '4096 tokens: weights of unknown size + KV of unknown size, free memory not known',
    );
  });

  it('never plans less than needed, more than trained, or more than fits', () => {
    const optional = fc.option(fc.integer({ min: 1, max: 300_000 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40_000 }),
        optional,
        optional,
        fc.integer({ min: 0, max: 8 * gib }),
        fc.integer({ min: 1, max: 4 }),
        (needed, wanted, allocated, freeBytes, parallel) => {
          const input = { ...usual, needed, wanted, allocated, freeBytes, parallel };
          try {
            const plan = planWindow(input);
            expect(plan.used).toBeGreaterThanOrEqual(needed);
            expect(plan.used).toBeLessThanOrEqual(32_768);
            if (wanted === undefined && plan.used !== allocated && (allocated ?? 0) < needed)
              expect(gib + (plan.kvBytes ?? 0) <= freeBytes || plan.used < needed + 256).toBe(true);
          } catch (error) {
            expect(isGalleyError(error) && error.code).toBe('window-too-small');
          }
        },
      ),
      { numRuns: 500, seed: 3 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proveSuggestion } from '../../../src/review/prove-suggestion.ts';

const text = 'a(\nb()\nc()\n';
/** Counts opening parentheses without a partner. */
const countErrors = async (code: string): Promise<number> => code.split('(').length - code.split(')').length;
const line = (at: number) => ({ first: at, last: at });

/** Believes in the defect as long as `b()` stands there. */
const scoring = (without: number) => async (code: string) => (code.includes('b()') ? 2 : without);

describe('proveSuggestion', () => {
  it('takes what brings no new error', async () => {
    const suggestion = await proveSuggestion({ text, lines: line(2), replacement: 'd()' }, { countErrors });
    expect(suggestion).toEqual({ replacement: 'd()', proof: 'parsed' });
  });

  it.each([
    ['a new error', line(2), 'd('],
    ['nothing new', line(2), 'b()'],
    ['a line that is not there', line(9), 'd()'],
    ['a range that runs backwards', { first: 3, last: 2 }, 'd()'],
  ])('refuses %s', async (_, lines, replacement) => {
    expect(await proveSuggestion({ text, lines, replacement }, { countErrors })).toBeUndefined();
  });

  it('refuses all where nothing parses', async () => {
    const checks = { countErrors: async () => undefined };
    expect(await proveSuggestion({ text, lines: line(2), replacement: 'd()' }, checks)).toBeUndefined();
  });

  it.each([
    [1.5, 'rescored'],
    [1.6, 'parsed'],
    [2, undefined],
    [3, undefined],
  ])('with a score of 2 that becomes %d is %s', async (after, proof) => {
    const checks = { countErrors, score: scoring(after) };
    const suggestion = await proveSuggestion({ text, lines: line(2), replacement: 'd()' }, checks);
    expect(suggestion?.proof).toBe(proof);
  });

  it('is parsed only when the model does not answer', async () => {
    const checks = { countErrors, score: async () => undefined };
    const suggestion = await proveSuggestion({ text, lines: line(2), replacement: 'd()' }, checks);
    expect(suggestion?.proof).toBe('parsed');
  });

  it('changes the anchored lines and nothing else, carriage returns kept', async () => {
    const lines = fc.array(fc.constantFrom('a', 'b\r', '', '\r', 'c d'), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lines, fc.nat(7), fc.nat(7), async (all, one, other) => {
        const [from, to] = [one % all.length, other % all.length].sort((a, b) => a - b) as [number, number];
        const seen: string[] = [];
        const record = async (code: string): Promise<number> => seen.push(code) * 0;
        const range = { first: from + 1, last: to + 1 };
        await proveSuggestion(
          { text: all.join('\n'), lines: range, replacement: 'new' },
          { countErrors: record },
        );
        const fixed = seen[1]?.split('\n') ?? [];
        expect(fixed.slice(0, from)).toEqual(all.slice(0, from));
        expect(fixed[from]).toBe(all[to]?.endsWith('\r') ? 'new\r' : 'new');
        expect(fixed.slice(from + 1)).toEqual(all.slice(to + 1));
      }),
      { numRuns: 300, seed: 2 },
    );
  });
});

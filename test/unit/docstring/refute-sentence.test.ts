import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../../src/docstring/declaration.ts';
import { provableClaims } from '../../../src/docstring/provable-claims.ts';
import { gatherEvidence, whyRefuted } from '../../../src/docstring/refute-sentence.ts';
import { makeDeclaration } from './make-declaration.ts';

const code = `function clampAll(rates, most = 10) {
  const kept = [];
  for (const rate of rates) kept.push(Math.min(rate, most));
  return kept.sort().join('; ');
}`;

function why(sentence: string, declaration: Partial<Declaration> = {}, text = code): string {
  return whyRefuted(sentence, gatherEvidence(makeDeclaration({ name: 'clampAll', ...declaration }), text));
}

describe('whyRefuted', () => {
  it.each([
    'Limits each rate to the smallest bound.',
    'Sorts the rates, each at most 10.',
    'Joins them with "; ".',
    "Joins them with '; ' and sorts.",
    'Limits the rates to a maximum.',
  ])('lets %j stand', (sentence) => {
    expect(why(sentence)).toBe('');
  });

  it.each([
    ['Limits two rates.', 'it has no two'],
    ['Gives up after 3 rates.', 'it has no 3'],
    ['Joins them with " / ".', 'it has no " / "'],
    ['Throws for a negative rate.', 'it throws nothing'],
    ['Clamps recursively.', 'it does not call itself'],
    ['Asynchronously clamps.', 'it waits for nothing'],
    ['Logs each rate.', 'it logs nothing'],
    ['Reads rates from a file.', 'it has no file'],
    ['Caches what it clamped.', 'it caches nothing'],
    ['Gives a promise of the rates.', 'it waits for nothing'],
  ])('refutes %j', (sentence, reason) => {
    expect(why(sentence)).toBe(reason);
  });

  it('believes in throwing what throws, and who says when', () => {
    expect(why('Throws for a negative rate.', { throws: ['RangeError'] })).toBe('');
    const evidence = gatherEvidence(makeDeclaration(), code);
    expect(whyRefuted('when it throws', evidence, 'throws')).toBe('');
  });

  it('knows who calls itself', () => {
    expect(why('Clamps recursively.', {}, 'function clampAll(a) { return clampAll(a.rest); }')).toBe('');
  });

  it('reads names as words', () => {
    expect(why('Asks for three rates.', {}, 'function clampAll() { return threeRates(); }')).toBe('');
    expect(why('Writes a file.', {}, 'function clampAll() { return toFile(); }')).toBe('');
  });

  it('no claim shows itself where nothing is', () => {
    expect(provableClaims.filter(({ shows }) => shows.test(''))).toEqual([]);
  });
});

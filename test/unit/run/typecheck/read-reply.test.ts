import { describe, expect, it } from 'vitest';
import { readChecked, readTypes } from '../../../../src/run/typecheck/read-reply.ts';

const order = { name: 'Order', kind: 'interface', typeArguments: [], type: { kind: 'string' } };

describe('readTypes', () => {
  it('takes types as they are', () => {
    expect(readTypes({ kind: 'types', types: [order] })).toEqual([order]);
    expect(readTypes({ kind: 'unusable', reason: 'TypeScript is\nnot installed' })).toBe(
      'TypeScript is not installed',
    );
  });

  it.each([
    ['a name', { ...order, name: 'Order; evil()' }],
    ['a value', { ...order, type: { kind: 'literal', text: "'a' + evil()" } }],
    ['a value of two lines', { ...order, type: { kind: 'literal', text: "'a'\nevil()" } }],
    ['an instance', { ...order, type: { kind: 'instance', name: 'Date()' } }],
    ['another kind', { ...order, type: { kind: 'code', text: 'evil()' } }],
  ])('refuses code in place of %s', (_, one) => {
    expect(readTypes({ kind: 'types', types: [one] })).toBe('TypeScript gave no sensible answer');
  });
});

describe('readChecked', () => {
  const good = { kind: 'checked', text: 'a', fixes: ['b'], problems: [] };

  it('takes an answer, shortened to what people read', () => {
    expect(readChecked(good, 'a')).toMatchObject({ outcome: 'passed', text: 'a', fixes: ['b'] });
    const failed = readChecked(
      { ...good, problems: [{ line: 2, code: 'TS1', message: 'x'.repeat(999) }] },
      'a',
    );
    expect(failed).toMatchObject({ outcome: 'failed', problems: [{ line: 2, message: 'x'.repeat(300) }] });
  });

  it.each([
    [null],
    [[1]],
    [{}],
    [{ ...good, text: 1 }],
    [{ ...good, text: 'x'.repeat(30_000) }],
    [{ ...good, fixes: 'no' }],
  ])('refuses %j', (reply) => {
    expect(typeof readChecked(reply, 'a')).toBe('string');
  });
});

import { describe, expect, it } from 'vitest';
import { isLasting } from '../../../../src/testgen/repair/is-lasting.ts';
import { takeObserved } from '../../../../src/testgen/repair/take-observed.ts';
import { aroundOf, bodyOf, cart, setups } from '../make-surroundings.ts';

const around = await aroundOf(setups.vitest, cart);
const python = await aroundOf(setups.pytest, { path: 'a.py', text: 'def add(a):\n    return a\n' });

function take(
  code: string,
  actual: string,
  more: { expected?: string; kind?: string; lineText?: string } = {},
): string | undefined {
  return takeObserved(bodyOf(code), { kind: 'assertion', actual, ...more }, around)?.code;
}

describe('takeObserved', () => {
  it.each([
    ['expect(add(1)).toBe(2);', '3', 'expect(add(1)).toBe(3);'],
    ["expect(add(1)).toEqual('a');", "'b'", "expect(add(1)).toEqual('b');"],
    ['expect(add(1)).toBe([1]);', '[1]', 'expect(add(1)).toEqual([1]);'],
    ['expect(add(1)).toBe(1);', '{ a: [1, null] }', 'expect(add(1)).toEqual({ a: [1, null] });'],
    ['assert.strictEqual(add(1), -2);', '-3', 'assert.strictEqual(add(1), -3);'],
    ['assert.equal(2, add(1));', '3', 'assert.equal(3, add(1));'],
    ['assert.equal(add(1), 1);', '[1]', 'assert.deepEqual(add(1), [1]);'],
    ['expect(add(1)).to.deep.equal([2]);', '[3]', 'expect(add(1)).to.deep.equal([3]);'],
    ['expect(add(1)).to.equal([2]);', '[3]', 'expect(add(1)).to.eql([3]);'],
    ['expect(a).toBe(true);\nexpect(add(1)).toBe(2);', '3', undefined],
  ])('%s with %s', (code, actual, expected) => {
    expect(take(code, actual)).toBe(expected);
  });

  it('finds the equality that failed by its value or its line', () => {
    const code = 'expect(add(1)).toBe(1);\nexpect(add(2)).toBe(3);\nexpect(add(3)).toBe(3);';
    expect(take(code, '4', { expected: '1' })).toBe(code.replace('toBe(1)', 'toBe(4)'));
    expect(take(code, '4', { expected: '3' })).toBeUndefined();
    expect(take(code, '4', { expected: '3', lineText: '    expect(add(3)).toBe(3);' })).toBe(
      code.replace('add(3)).toBe(3)', 'add(3)).toBe(4)'),
    );
  });

  it.each([
    ['expect(add(1)).toBe(2);', 'undefined', {}],
    ['expect(add(1)).toBe(2);', 'NaN', {}],
    ['expect(add(1)).toBe(2);', '[TypeError: no]', {}],
    ['expect(add(1)).toBe(2);', 'Math.random()', {}],
    ['expect(add(1)).toBe(2);', '3', { kind: 'TypeError' }],
    ['expect(add(1)).not.toBe(2);', '2', {}],
    ['expect(add(1)).toBe(two);', '3', {}],
    ['expect(add(1)).toBeGreaterThan(2);', '1', {}],
    ["expect(add(1)).toBe('a');", "'/home/user/a.txt'", {}],
  ])('leaves %s with %s', (code, actual, more) => {
    expect(take(code, actual, more)).toBeUndefined();
  });

  it('of Python', () => {
    const taken = takeObserved(
      bodyOf('assert add(1) == {"a": 1}'),
      { kind: 'assertion', actual: "{'a': None}" },
      python,
    );
    expect(taken?.code).toBe("assert add(1) == {'a': None}");
  });

  it('knows what will be another value tomorrow', () => {
    const passing = [
      "'2026-01-02T03:04:05Z'",
      '1767322800000',
      "'C:\\\\Users\\\\a'",
      "'f47ac10b-58cc-4372-a567-0e02b2c3d479'",
      '0.8414709848078965',
      `'${'x'.repeat(300)}'`,
      '',
      '[Function: a]',
      '<object at 0x7f00aa11bb22>',
    ];
    for (const value of passing) expect([value, isLasting(value)]).toEqual([value, false]);
    for (const value of ['3', "'a/b'", '0.25', '[1, 2]', '{ a: null }', "'2026'"])
      expect([value, isLasting(value)]).toEqual([value, true]);
  });
});

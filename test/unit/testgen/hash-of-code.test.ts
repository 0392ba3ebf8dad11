import { describe, expect, it } from 'vitest';
import { hashOfCode } from '../../../src/testgen/hash-of-code.ts';
import { parserFor } from '../../ports/parse-code.ts';

const parse = await parserFor('a.ts');
const hash = (code: string): string => hashOfCode(code, parse);

describe('hashOfCode', () => {
  it.each([
    'const  got=add(1,2)  // three\nexpect(got).toBe(3)',
    'const result = add(1, 2);\nexpect(result).toBe(3);',
    'const got = add(1, 2);\n\n/* b */ expect(got).toBe(3);',
  ])('is that of the same test: %s', (code) => {
    expect(hash(code)).toBe(hash('const got = add(1, 2);\nexpect(got).toBe(3);'));
  });

  it.each([
    'const got = add(1, 3);\nexpect(got).toBe(3);',
    'const got = sub(1, 2);\nexpect(got).toBe(3);',
    'const got = add(1, 2);\nexpect(got).toEqual(3);',
    'const got = add(1, 2);\nconst b = 1;\nexpect(b).toBe(3);',
    'const got = add(1, 2);\nexpect(got).not.toBe(3);',
  ])('is not that of another: %s', (code) => {
    expect(hash(code)).not.toBe(hash('const got = add(1, 2);\nexpect(got).toBe(3);'));
  });

  it('tells strings apart, whatever their quotes', () => {
    expect(hash("f('a')")).toBe(hash('f("a")'));
    expect(hash("f('a')")).not.toBe(hash("f('b')"));
  });
});

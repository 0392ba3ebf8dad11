import { describe, expect, it } from 'vitest';
import { judgeAssertions } from '../../../src/testgen/assertion-slice.ts';
import { aroundOf, bodyOf, setups } from './make-surroundings.ts';

const source = {
  path: 'src/cart.ts',
  text: 'export function add(a: number, b: number) { return a + b; }\nexport class Cart { add(a: number) { return a; } }\nexport const LIMIT = 3;\nexport async function load() {}',
};
const around = await aroundOf(setups.vitest, source);
const python = await aroundOf(setups.pytest, {
  path: 'shop/cart.py',
  text: 'def add(a, b):\n    return a + b\n',
});

describe('judgeAssertions', () => {
  it.each([
    'expect(add(1, 2)).toBe(3);',
    'const got = add(1, 2);\nexpect(got).toBe(3);',
    'const { a, b: [c] } = add(1, 2);\nexpect(c).toBe(3);',
    'const cart = new Cart();\nconst size = cart.add(1);\nexpect(size + 1).toBe(2);',
    'const items = [];\nadd(items, 1);\nexpect(items).toEqual([1]);',
    'const seen = vi.fn();\nadd(1, seen);\nexpect(seen).toHaveBeenCalled();',
    'const seen = vi.fn();\nconst options = { seen };\nadd(1, options);\nexpect(seen).toHaveBeenCalledTimes(1);',
    "const spy = vi.spyOn(console, 'log');\nadd(1, 2);\nexpect(spy).toHaveBeenCalled();",
    'expect(() => add(1)).toThrow();',
    'expect(add).toThrow();',
    'assert.throws(add);',
    'await expect(load()).rejects.toThrow();',
    'expect([1, 2].map(add)).toEqual([1]);',
    'expect(LIMIT).toBe(3);',
    'expect(add(1, 2)).to.be.true;',
    'assert.equal(add(1, 2), 3);',
    'assert(add(1, 2));',
    'let got;\ngot = add(1, 2);\nfor (const one of got) { expect(one).toBe(1); }',
    'await load().then((got) => { expect(got).toBe(1); });',
    'const run = () => add(1, 2);\nexpect(run()).toBe(3);',
    'function check(got) { expect(got).toBe(add(1, 2)); }\ncheck(3);',
    'try { add(1); assert.fail(); } catch (error) { expect(error.message).toBe("no"); }',
    'try { add(1); } catch (error) { throw error; } finally { expect(add(1)).toBe(1); }',
    "add(1);\nexpect(fs.readFileSync('x', 'utf8')).toBe('y');",
    'expect(true).toBe(true);\nexpect(add(1, 2)).toBe(3);',
  ])('finds what depends on the code: %s', (code) => {
    expect(judgeAssertions(bodyOf(code), around)).toEqual({ asserts: true, reason: '' });
  });

  it.each([
    ['add(1, 2);', 'it asserts nothing'],
    ['expect(add(1, 2));', 'it asserts nothing'],
    ['expect(true).toBe(true);', 'no assertion depends on the code under test: expect(true).toBe(true)'],
    ['add(1, 2);\nconst a = 1;\nexpect(a).toBe(1);', 'no assertion depends'],
    ['expect(add).toBeDefined();', 'no assertion depends'],
    ["expect(typeof add).toBe('function');", 'no assertion depends'],
    ['assert.ok(add);', 'no assertion depends'],
    ['const seen = vi.fn();\nadd(1, 2);\nseen();\nexpect(seen).toHaveBeenCalled();', 'no assertion depends'],
    ['const got = add(1, 2);\nexpect(got).toBe(got);', 'compares a value with itself'],
    ['assert.deepEqual(add(1), add(1));', 'compares a value with itself'],
    ['try { expect(add(1, 2)).toBe(3); } catch (error) {}', 'a catch swallows'],
    ['try { add(1); } catch (error) { expect(error).toBe(1); }', 'a catch swallows'],
    ['const check = () => { expect(add(1, 2)).toBe(3); };', 'in a function that nothing calls'],
    ['function check() { expect(add(1, 2)).toBe(3); }', 'in a function that nothing calls'],
    ['load().then((got) => { expect(got).toBe(1); });', 'in a promise that nothing waits for'],
    ['setTimeout(() => { expect(add(1)).toBe(1); }, 5);', 'in a promise that nothing waits for'],
  ])('rejects %s', (code, reason) => {
    const verdict = judgeAssertions(bodyOf(code), around);
    expect(verdict.asserts).toBe(false);
    expect(verdict.reason).toContain(reason);
  });

  it.each([
    ['assert add(1, 2) == 3', true],
    ['got = add(1, 2)\nassert got == 3', true],
    ['with pytest.raises(TypeError):\n    add(1)', true],
    ['with pytest.raises(TypeError) as info:\n    add(1)\nassert "x" in str(info.value)', true],
    ['assert True', false],
    ['assert add', false],
    ['assert callable(add)', false],
    ['add(1, 2)', false],
    ['got = add(1, 2)\nassert got == got', false],
    ['try:\n    assert add(1, 2) == 3\nexcept AssertionError:\n    pass', false],
    ['with pytest.raises(TypeError):\n    int([])', false],
  ])('of Python: %s', (code, asserts) => {
    expect(judgeAssertions(bodyOf(code), python).asserts).toBe(asserts);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairBody } from '../../../../src/testgen/repair/repair-body.ts';
import type { TestBody } from '../../../../src/testgen/test-body.ts';
import { aroundOf, bodyOf, setups } from '../make-surroundings.ts';

const source = {
  path: 'src/cart.js',
  text: [
    'export function addItem(a, b) { return a + b; }',
    'export async function load(a) { return a; }',
    'export const Tax = { rate(a) { return a; } };',
    'export class Cart { static of(a) { return new Cart(); } async save() {} }',
  ].join('\n'),
};
const node = await aroundOf(setups.nodeTest, source);
const vitest = await aroundOf(setups.vitest, source);
const chai = await aroundOf(setups.mochaChai, source);
const jest = await aroundOf(setups.jest, source);
const python = await aroundOf(setups.pytest, {
  path: 'shop/cart.py',
  text: 'def add_item(a, b):\n    return a\n',
});

function repair(code: string, around = vitest, more: Partial<TestBody> = {}): string {
  return repairBody(bodyOf(code, more), around).body.code;
}

describe('names', () => {
  it.each([
    ['expect(sut.addItem(1, 2)).toBe(3);', 'expect(addItem(1, 2)).toBe(3);'],
    ['expect(additem(1, 2)).toBe(3);', 'expect(addItem(1, 2)).toBe(3);'],
    ['expect(rate(1)).toBe(3);', 'expect(Tax.rate(1)).toBe(3);'],
    ['expect(of(1)).toBe(3);', 'expect(Cart.of(1)).toBe(3);'],
    ['expect(cart.addItem(1, 2)).toBe(3);', 'expect(addItem(1, 2)).toBe(3);'],
    [
      'const sut = { addItem }; expect(sut.addItem(1)).toBe(3);',
      'const sut = { addItem }; expect(sut.addItem(1)).toBe(3);',
    ],
    [
      'cart.total = 1;\nexpect(cart.total).toBe(1);',
      'const cart = new Cart();\ncart.total = 1;\nexpect(cart.total).toBe(1);',
    ],
    ['expect(nothing(1)).toBe(3);', 'expect(nothing(1)).toBe(3);'],
    ['expect(path.join("a")).toBe(Tax.rate(1));', 'expect(path.join("a")).toBe(Tax.rate(1));'],
  ])('%s', (code, expected) => {
    expect(repair(code)).toBe(expected);
  });

  it('of Python', () => {
    expect(repair('assert cart.add_item(1, 2) == addItem(1, 2)', python)).toBe(
      'assert add_item(1, 2) == add_item(1, 2)',
    );
  });
});

describe('assertions', () => {
  it.each([
    ['expect(a).toBe(1);', 'assert.strictEqual(a, 1);'],
    ['expect(a).not.toEqual({ b: 1 });', 'assert.notDeepStrictEqual(a, { b: 1 });'],
    ['expect(a + b).toHaveLength(2);', 'assert.strictEqual((a + b).length, 2);'],
    ['expect(a.b(1)).toContain(2);', 'assert.ok(a.b(1).includes(2));'],
    ['expect(a).toBeFalsy();', 'assert.ok(!a);'],
    ['expect(a).toBeDefined();', 'assert.notStrictEqual(a, undefined);'],
    [
      "expect(() => f()).toThrow('no');",
      "assert.throws(() => f(), (error) => error.message.includes('no'));",
    ],
    ['expect(() => f()).toThrow(TypeError);', 'assert.throws(() => f(), TypeError);'],
    ['await expect(load(1)).rejects.toThrow();', 'await assert.rejects(load(1));'],
    ['await expect(load(1)).resolves.toBe(1);', 'assert.strictEqual((await load(1)), 1);'],
    ['expect(a).toBeGreaterThan(2);', 'assert.ok(a > 2);'],
    ['expect(a).to.deep.equal([1]);', 'assert.deepStrictEqual(a, [1]);'],
    ['expect(a).to.be.true;', 'assert.strictEqual(a, true);'],
    ['expect(a).toBeCloseTo(0.3, 5);', 'assert.ok(Math.abs(a - 0.3) < 0.5 * 10 ** -5);'],
    ['assert.isTrue(a);', 'assert.strictEqual(a, true);'],
    ['assert.equal(a, 1);', 'assert.equal(a, 1);'],
    ['t.is(a, 1);', 'assert.strictEqual(a, 1);'],
    ['t.equal(a, 1);', 'assert.equal(a, 1);'],
    ['expect(a).toMatchSnapshot();', 'expect(a).toMatchSnapshot();'],
  ])('for node: %s', (code, expected) => {
    expect(repair(code, node)).toBe(expected);
  });

  it.each([
    ['expect(a).toBe(1);', 'expect(a).to.equal(1);'],
    ['expect(a).not.toEqual([1]);', 'expect(a).to.not.deep.equal([1]);'],
    ['expect(() => f()).toThrow();', 'expect(() => f()).to.throw();'],
    ['expect(a).toBeNull();', 'expect(a).to.equal(null);'],
    ['await expect(load(1)).rejects.toThrow(Error);', 'await assert.rejects(load(1), Error);'],
    ['expect(a).to.eql([1]);', 'expect(a).to.eql([1]);'],
  ])('for chai: %s', (code, expected) => {
    expect(repair(code, chai)).toBe(expected);
  });

  it('for jest, of chai; those of vitest can be both', () => {
    expect(repair('expect(a).to.have.lengthOf(1);', jest)).toBe('expect(a).toHaveLength(1);');
    expect(repair("expect(a).to.be.a('string');", jest)).toBe("expect(typeof a).toBe('string');");
    expect(repair('expect(a).to.have.lengthOf(1);', vitest)).toBe('expect(a).to.have.lengthOf(1);');
  });

  it.each([
    ['self.assertEqual(add_item(1, 2), 3)', 'assert add_item(1, 2) == 3'],
    ['self.assertTrue(a == b)', 'assert (a == b)'],
    ['self.assertFalse(a or b)', 'assert not (a or b)'],
    [
      'with self.assertRaises(ValueError):\n    add_item(1, 2)',
      'with pytest.raises(ValueError):\n    add_item(1, 2)',
    ],
    ['self.assertRaises(ValueError, add_item, 1)', 'pytest.raises(ValueError, add_item, 1)'],
  ])('for pytest: %s', (code, expected) => {
    expect(repair(code, python)).toBe(expected);
  });
});

describe('done', () => {
  it.each([
    ['addItem(1, 2);\ndone();', 'addItem(1, 2);'],
    ['addItem(1, 2);', 'addItem(1, 2);'],
    [
      'load(1).then((got) => {\n  expect(got).toBe(1);\n  done();\n}).catch(done);',
      'await load(1).then((got) => {\n  expect(got).toBe(1);\n});',
    ],
    [
      'setTimeout(() => {\n  done();\n}, 1);',
      'await new Promise<void>((resolve, reject) => {\nconst done = (error?: unknown): void => (error ? reject(error as Error) : resolve());\nsetTimeout(() => {\n  done();\n}, 1);\n});',
    ],
  ])('%s', (code, expected) => {
    const { body } = repairBody(bodyOf(code, { parameters: ['done'] }), vitest);
    expect(body).toMatchObject({ code: expected, parameters: [] });
  });

  it('without a need for types', () => {
    expect(repair('later(() => done());', node, { parameters: ['done'] })).toContain(
      'new Promise((resolve, reject)',
    );
  });
});

describe('what must throw', () => {
  it.each([
    ['expect(addItem(1)).toThrow();', 'expect(() => addItem(1)).toThrow();'],
    ['expect(new Cart()).toThrow(Error);', 'expect(() => new Cart()).toThrow(Error);'],
    ['expect(addItem).toThrow();', 'expect(addItem).toThrow();'],
    ['expect(addItem.bind(1)).toThrow();', 'expect(addItem.bind(1)).toThrow();'],
    ['expect(() => addItem(1)).toThrow();', 'expect(() => addItem(1)).toThrow();'],
    ['expect(load(1)).toThrow();', 'await expect(load(1)).rejects.toThrow();'],
    ['expect(await load(1)).toThrow();', 'await expect(load(1)).rejects.toThrow();'],
    ['expect(async () => load(1)).toThrow();', 'await expect(async () => load(1)).rejects.toThrow();'],
    ['assert.throws(addItem(1));', 'assert.throws(() => addItem(1));'],
    ['assert.throws(load(1), Error);', 'await assert.rejects(load(1), Error);'],
  ])('%s', (code, expected) => {
    expect(repair(code)).toBe(expected);
  });
});

describe('await', () => {
  it.each([
    ['expect(load(1)).toBe(1);', 'expect(await load(1)).toBe(1);'],
    ['const got = load(1);', 'const got = await load(1);'],
    ['expect(load(1).size).toBe(1);', 'expect((await load(1)).size).toBe(1);'],
    ['const cart = new Cart();\ncart.save();', 'const cart = new Cart();\nawait cart.save();'],
    ['expect(load(1)).rejects.toThrow();', 'await expect(load(1)).rejects.toThrow();'],
    [
      'const all = await Promise.all([load(1), load(2)]);',
      'const all = await Promise.all([load(1), load(2)]);',
    ],
    ['await load(1).then(check);', 'await load(1).then(check);'],
    ['const wait = load(1);\nawait wait;', 'const wait = load(1);\nawait wait;'],
    ['run(() => load(1));', 'run(() => load(1));'],
    ['addItem(1, 2);', 'addItem(1, 2);'],
  ])('%s', (code, expected) => {
    expect(repair(code)).toBe(expected);
  });
});

describe('all repairs', () => {
  it('say what they did', () => {
    const { repairs } = repairBody(bodyOf('const m = vi.fn();\nexpect(additem(1)).toBe(load(2));'), node);
    expect(repairs).toEqual([
      'names as the module exports them',
      'mocks of the framework',
      'assertions of the repository',
      'missing await',
    ]);
  });

  it('leave alone what cannot be parsed', () => {
    const body = bodyOf('expect(sut.addItem(1)).toBe(;');
    expect(repairBody(body, vitest)).toEqual({ body, repairs: [] });
  });

  it('find nothing more to do in what they wrote', () => {
    const expression = fc.constantFrom(
      'load(1)',
      'addItem(1, 2)',
      'sut.addItem(1)',
      'new Cart()',
      'cart.save()',
      'await load(1)',
      '() => load(1)',
      'additem(1)',
      '[1]',
      'vi.fn()',
    );
    const matcher = fc.constantFrom(
      '.toBe(1)',
      '.toThrow()',
      '.rejects.toThrow()',
      '.resolves.toBe(1)',
      '.to.equal(1)',
      '.not.toEqual(2)',
      '.to.be.true',
      '.toBeDefined()',
    );
    const statement = fc.oneof(
      fc.tuple(expression, matcher).map(([one, other]) => `expect(${one})${other};`),
      expression.map((one) => `const a${String(one.length)} = ${one};`),
      expression.map((one) => `${one};`),
      expression.map((one) => `assert.throws(${one});`),
      fc.constant('done();'),
    );
    const setupsTried: { name: keyof typeof setups; around: typeof node }[] = [
      { name: 'nodeTest', around: node },
      { name: 'vitest', around: vitest },
      { name: 'mochaChai', around: chai },
      { name: 'jest', around: jest },
    ];
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...setupsTried),
        (lines, { around }) => {
          const once = repairBody(bodyOf(lines.join('\n'), { parameters: ['done'] }), around);
          const twice = repairBody(once.body, around);
          expect(twice.body.code).toBe(once.body.code);
          expect(twice.repairs).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

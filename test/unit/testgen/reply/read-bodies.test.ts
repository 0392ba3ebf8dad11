import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBodies } from '../../../../src/testgen/reply/read-bodies.ts';
import type { TestBody } from '../../../../src/testgen/test-body.ts';
import { parserFor } from '../../../ports/parse-code.ts';

const javascript = await parserFor('a.js');
const python = await parserFor('a.py');

function read(reply: string): TestBody[] {
  return readBodies(reply, 'javascript', javascript).map(({ body }) => body);
}

function codes(reply: string): string[] {
  return read(reply).map(({ code }) => code);
}

describe('readBodies', () => {
  it.each([
    ['plain statements', 'expect(add(1, 2)).toBe(3);'],
    ['a fence', '```js\nexpect(add(1, 2)).toBe(3);\n```'],
    [
      'prose around a fence',
      'Sure! Here is the test:\n\n```\nexpect(add(1, 2)).toBe(3);\n```\nIt covers the arm.',
    ],
    ['a fence without an end', 'Here:\n```javascript\nexpect(add(1, 2)).toBe(3);\n'],
    [
      'prose without a fence',
      'Here is the test body you asked for:\n\nexpect(add(1, 2)).toBe(3);\n\nThis test covers the branch.',
    ],
    ['the end of a fence alone', 'expect(add(1, 2)).toBe(3);\n```\nThis calls add with two numbers.'],
    ['the wrapper', "it('adds', () => {\n  expect(add(1, 2)).toBe(3);\n});"],
    ['an expression', "test('adds', () => expect(add(1, 2)).toBe(3))"],
    [
      'describe',
      "describe('add', function () {\n  it('adds', () => {\n    expect(add(1, 2)).toBe(3);\n  });\n});",
    ],
    ['what closes the test that the prompt began', 'expect(add(1, 2)).toBe(3);\n});'],
    ['more of that', '  expect(add(1, 2)).toBe(3);\n  });\n});\n'],
    ['imports', "import { add } from './add';\nconst x = require('x');\n\nexpect(add(1, 2)).toBe(3);"],
    [
      'imports in the test',
      "it('adds', async () => {\n  const { add } = await import('../add.js');\n  expect(add(1, 2)).toBe(3);\n});",
    ],
    ['no closing brackets', "it('adds', () => {\n  expect(add(1, 2)).toBe(3);"],
    ['an unfinished end', 'expect(add(1, 2)).toBe(3);\nexpect(add('],
    ['Windows lines', '```js\r\nexpect(add(1, 2)).toBe(3);\r\n```'],
    ['a named function', 'function testAdd() {\n  expect(add(1, 2)).toBe(3);\n}'],
    ['export', 'export const a = 1;\nexport {};'],
  ])('reads %s', (name, reply) => {
    const expected = name === 'export' ? 'const a = 1;' : 'expect(add(1, 2)).toBe(3);';
    expect(codes(reply).map((code) => code.replace(/3\)$/, '3);'))).toEqual([expected]);
  });

  it('reads several tests, each with what they share', () => {
    const reply = [
      "describe('cart', () => {",
      '  let cart;',
      '  beforeEach(() => {',
      '    cart = new Cart();',
      '  });',
      "  it('is empty', () => {",
      '    expect(cart.size).toBe(0);',
      '  });',
      "  it('adds', async (done) => {",
      '    cart.add(1);',
      '    expect(cart.size).toBe(1);',
      '    done();',
      '  });',
      '});',
    ].join('\n');
    const [one, two, ...more] = read(reply);
    expect(one).toMatchObject({ title: 'is empty', parameters: [] });
    expect(one?.code).toBe('let cart;\ncart = new Cart();\nexpect(cart.size).toBe(0);');
    expect(two).toMatchObject({ title: 'adds', parameters: ['done'] });
    expect(two?.code).toBe(
      'let cart;\ncart = new Cart();\ncart.add(1);\nexpect(cart.size).toBe(1);\ndone();',
    );
    expect(more).toEqual([]);
  });

  it('reads the next test of a reply that continues one', () => {
    const reply = "  expect(f(1)).toBe(1);\n});\n\nit('two', () => {\n  expect(f(2)).toBe(2);\n});";
    expect(codes(reply)).toEqual(['expect(f(1)).toBe(1);', 'expect(f(2)).toBe(2);']);
  });

  it('goes over the rows of it.each', () => {
    const reply = "it.each([[1, 2], [3, 4]])('adds %i', (a, b) => {\n  expect(f(a)).toBe(b);\n});";
    expect(codes(reply)).toEqual(['for (const [a, b] of [[1, 2], [3, 4]]) {\nexpect(f(a)).toBe(b);\n}']);
  });

  it('turns imports into needs', () => {
    const reply =
      "import a, { b as c } from './x';\nimport 'y';\nconst { d: e } = require('z');\nt(a, c, e);";
    expect(read(reply)[0]?.needs).toEqual([
      { source: './x', kind: 'default', imported: '', local: 'a', isType: false },
      { source: './x', kind: 'named', imported: 'b', local: 'c', isType: false },
      { source: 'y', kind: 'effect', imported: '', local: '', isType: false },
      { source: 'z', kind: 'named', imported: 'd', local: 'e', isType: false },
    ]);
  });

  it('keeps what cannot be parsed, so that it is counted', () => {
    expect(codes('const = = 3 ===;\nfoo bar baz')).toHaveLength(1);
    expect(codes('I am sorry, I cannot do that.')).toEqual([]);
  });

  it('keeps strings over several lines as they are', () => {
    const reply = "it('x', () => {\n    const a = `\n  b\n    c`;\n    f(a);\n});";
    expect(codes(reply)).toEqual(['const a = `\n  b\n    c`;\nf(a);']);
  });

  it.each([
    ['def test_adds():\n    assert add(1, 2) == 3', 'assert add(1, 2) == 3'],
    [
      '```python\nfrom a import add\n\ndef test_adds():\n    assert add(1, 2) == 3\n```',
      'assert add(1, 2) == 3',
    ],
    ['assert add(1, 2) == 3', 'assert add(1, 2) == 3'],
    ['    assert add(1, 2) == 3', 'assert add(1, 2) == 3'],
    [
      'class TestAdd(unittest.TestCase):\n    def setUp(self):\n        self.a = 1\n    def test_adds(self):\n        self.assertEqual(add(self.a, 2), 3)\n\nif __name__ == "__main__":\n    unittest.main()',
      'a = 1\nself.assertEqual(add(a, 2), 3)',
    ],
    ['def test_adds():\n    assert add(1, 2) == 3\n    assert add(', 'assert add(1, 2) == 3'],
  ])('reads Python: %s', (reply, expected) => {
    expect(readBodies(reply, 'python', python).map(({ body }) => body.code)).toEqual([expected]);
  });

  it('keeps fixtures and decorators of pytest', () => {
    const reply =
      '@pytest.mark.parametrize("a", [1, 2])\ndef test_adds_one(a, tmp_path):\n    assert add(a)\n\ndef test_two():\n    assert two()';
    expect(readBodies(reply, 'python', python).map(({ body }) => body)).toMatchObject([
      {
        title: 'adds one',
        parameters: ['a', 'tmp_path'],
        decorators: ['@pytest.mark.parametrize("a", [1, 2])'],
      },
      { title: 'two', parameters: [], decorators: [] },
    ]);
  });

  it('survives any reply', () => {
    const piece = fc.constantFrom(
      '```',
      "it('a', () => {",
      '});',
      '\n',
      'expect(f(1)).toBe(',
      ')',
      '`',
      '${',
      "'",
      '/',
      '//',
      'done()',
      ' ',
      'a',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 30 }), (pieces) => {
        const reply = pieces.join('');
        expect(readBodies(reply, 'javascript', javascript).length).toBeLessThanOrEqual(20);
        expect(readBodies(reply, 'python', python).length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 100 },
    );
  });
});

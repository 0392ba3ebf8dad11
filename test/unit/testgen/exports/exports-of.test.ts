import { describe, expect, test } from 'vitest';
import { exportsOf } from '../../../../src/testgen/exports/exports-of.ts';
import { parserFor } from '../../../ports/parse-code.ts';

async function exported(path: string, text: string): Promise<string[]> {
  const root = (await parserFor(path))(text);
  if (root === undefined) throw new Error('no tree');
  return exportsOf(root).map(({ exported: name, local, kind }) => `${name} ${local} ${kind}`);
}

describe('what a module exports', () => {
  test.each([
    ['export function parse(a) {}', ['parse parse function']],
    ['export async function* walk() {}', ['walk walk function']],
    ['export const add = (a, b) => a + b, limit = 3;', ['add add function', 'limit limit value']],
    ['export default class Cart {}', ['default Cart class']],
    ['export default (a) => a;', ['default  function']],
    ['function a() {}\nexport { a as b };', ['b a function']],
    ['const a = class {};\nexport default a;', ['default a class']],
    ["export { a } from './a.js';", ['a a value']],
    ['function own() {}', []],
    ['module.exports = parse;\nfunction parse() {}', ['default parse function']],
    [
      'function a() {}\nmodule.exports = { a, b: function () {}, c() {}, d: 3 };',
      ['a a function', 'b  function', 'c  function', 'd  value'],
    ],
    ['exports.a = exports.b = function name() {};', ['a name function', 'b name function']],
    ['exports = module.exports = function () {};', ['default  function']],
    ["(function (root) { function f() {} module['exports'] = f; })(this);", ['default f function']],
    ['!function () { class A {} exports.A = A; }();', ['A A class']],
    [
      '(function (global, factory) { factory(exports); })(this, (function (exports) { function a() {} exports.b = a; }));',
      ['b a function'],
    ],
    ['class Cart {}\nvar _default = Cart;\nexports.default = _default;', ['default Cart class']],
    ['class Cart {}\nmodule.exports = exports = new Proxy(Cart, {});', ['default Cart class']],
    ['register(function () { function f() {} });\nmodule.exports = f;', ['default f value']],
  ])('%s', async (text, names) => {
    expect(await exported('a.js', text)).toEqual(names);
  });

  test('of TypeScript no types', async () => {
    const text =
      'export interface A {}\nexport type B = A;\nexport abstract class C {}\nexport const d: B = {};';
    expect(await exported('a.ts', text)).toEqual(['C C class', 'd d object']);
  });

  test('of Python what has no underscore', async () => {
    const text =
      'LIMIT = 3\n\n@cached\ndef load(a):\n    pass\n\nclass Cart:\n    pass\n\ndef _own():\n    pass\n';
    expect(await exported('a.py', text)).toEqual([
      'LIMIT LIMIT value',
      'load load function',
      'Cart Cart class',
    ]);
  });
});

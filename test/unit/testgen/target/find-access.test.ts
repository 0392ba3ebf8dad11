import { describe, expect, test } from 'vitest';
import { findAccess } from '../../../../src/testgen/target/find-access.ts';
import { parserFor } from '../../../ports/parse-code.ts';

async function access(text: string, name: string, path = 'a.ts') {
  const root = (await parserFor(path))(text);
  if (root === undefined) throw new Error('no tree');
  return findAccess(root, name);
}

describe('a test gets at', () => {
  test('an exported function', async () => {
    expect(await access('export async function load() {}', 'load')).toEqual({
      exported: 'load',
      kind: 'function',
      member: '',
      isStatic: false,
      isAsync: true,
    });
  });

  test('a function within a function, through the outer one', async () => {
    const text = 'export function outer() { function inner() {} return inner; }';
    expect(await access(text, 'outer.inner')).toMatchObject({ exported: 'outer', member: '' });
  });

  test('a method, through its class', async () => {
    const text = 'export class Cart { static async of() {} add() {} constructor(a) {} }';
    expect(await access(text, 'Cart.of')).toMatchObject({
      kind: 'class',
      member: 'of',
      isStatic: true,
      isAsync: true,
    });
    expect(await access(text, 'Cart.add')).toMatchObject({ member: 'add', isStatic: false, isAsync: false });
    expect(await access(text, 'Cart.constructor')).toMatchObject({ exported: 'Cart', member: '' });
  });

  test('a member of an exported object', async () => {
    const text = 'const api = { get() {}, put: (a) => a };\nexport default api;';
    expect(await access(text, 'api.get')).toMatchObject({
      exported: 'default',
      kind: 'object',
      member: 'get',
    });
    expect(await access(text, 'api.put')).toMatchObject({ member: 'put' });
  });

  test('what only others call, through the nearest that is exported', async () => {
    const text = 'function deep() {}\nfunction near() { deep(); }\nexport function top() { near(); }';
    expect(await access(text, 'deep')).toMatchObject({ exported: 'top' });
    expect(await access(text, 'near')).toMatchObject({ exported: 'top' });
  });

  test('a class that is written as a function, to make one', async () => {
    const text = 'function Cart() {}\nCart.prototype.add = function () {};\nmodule.exports = Cart;';
    expect(await access(text, 'Cart', 'a.js')).toMatchObject({ kind: 'class', member: '' });
  });

  test('a function that is the module itself, and what it holds', async () => {
    const text = 'module.exports = function (a) { return function next() {}; };';
    for (const name of ['module.exports', 'module.exports.next'])
      expect(await access(text, name, 'a.js')).toMatchObject({
        exported: 'default',
        kind: 'function',
        member: '',
      });
  });

  test('what only others call within the function that a module is wrapped in', async () => {
    const text =
      '(function (g, factory) { factory(exports); })(this, function (exports) { function deep() {} function top() { deep(); } exports.top = top; });';
    expect(await access(text, 'deep', 'a.js')).toMatchObject({ exported: 'top' });
  });

  test('methods of classes that are written as functions', async () => {
    const one =
      'var Cart = (function () { function Cart() {} Cart.prototype.add = function () {}; return Cart; }());\nmodule.exports = Cart;';
    expect(await access(one, 'Cart.prototype.add', 'a.js')).toMatchObject({
      exported: 'default',
      kind: 'class',
      member: 'add',
    });
    const other = `(function (root) { function Cart() {} Cart['prototype'] = { 're': 0, 'add': function () {} };
      if (typeof exports === 'object') { module['exports'] = Cart; } })(this);`;
    expect(await access(other, 'add', 'a.js')).toMatchObject({
      exported: 'default',
      kind: 'class',
      member: 'add',
    });
    expect(await access(other, 'sub', 'a.js')).toBeUndefined();
  });

  test('nothing that no export leads to', async () => {
    expect(await access('function lonely() {}\nexport const a = 1;', 'lonely')).toBeUndefined();
    expect(await access('call();', '')).toBeUndefined();
  });

  test('the top of a module, by loading anything of it', async () => {
    expect(await access('export function a() {}', '')).toMatchObject({ exported: 'a' });
  });

  test('functions and methods of Python', async () => {
    const text =
      'class Cart:\n    @classmethod\n    def of(cls):\n        pass\n\nasync def load():\n    pass\n';
    expect(await access(text, 'Cart.of', 'a.py')).toMatchObject({
      kind: 'class',
      member: 'of',
      isStatic: true,
    });
    expect(await access(text, 'load', 'a.py')).toMatchObject({ kind: 'function', isAsync: true });
  });
});

import { describe, expect, it } from 'vitest';
import { bindNames } from '../../../../src/testgen/code/bound-names.ts';
import { textOf } from '../../../../src/testgen/code/code-node.ts';
import { parserFor } from '../../../ports/parse-code.ts';

const typescript = await parserFor('a.ts');
const python = await parserFor('a.py');

function free(text: string, parse = typescript): string[] {
  const root = parse(text);
  if (root === undefined) throw new Error('not parsed');
  return bindNames(root).free.map(textOf);
}

describe('bindNames', () => {
  it.each([
    ['const a = f(b); a + 1;', ['f', 'b']],
    ['const { p, q: r = s, ...t } = u; p + r + t + q;', ['s', 'u', 'q']],
    ['run((x, [y], { z }) => x + y + z + x.w);', ['run']],
    ['function g(h) { return h + k; } g(1);', ['k']],
    ['try { a(); } catch (error) { error.b; }', ['a']],
    ['for (const one of many) one.go(); one;', ['many', 'one']],
    ['import a, { b as c } from "x"; import * as n from "y"; a(b, c, n);', ['b']],
    ['const o = { s, t: u, m() { return s; } };', ['s', 'u', 's']],
    ['class A { b = c; d() { return A; } } new A();', ['c']],
    ['items.map(cart => cart.size); cart;', ['items', 'cart']],
    ['const x = y as Z; let w: Q<V>;', ['y']],
  ])('%s', (text, expected) => {
    expect(free(text)).toEqual(expected);
  });

  it.each([
    ['a = f(b, c=d)\na.e', ['f', 'b', 'd']],
    ['for x, (y, z) in g(): pass\nx + y + z', ['g']],
    ['def t(p, q=r, *s, **u):\n    return p + q + s + u\nt(1)', ['r']],
    ['with pytest.raises(E) as info: f()\ninfo.value', ['pytest', 'E', 'f']],
    ['import os.path, sys as s\nfrom m import n as o\nos, s, o, sys', ['sys']],
    ['[x for x in y if x > z]\nx', ['y', 'z', 'x']],
    ['l = lambda a, b=c: a + b + d', ['c', 'd']],
  ])('%s', (text, expected) => {
    expect(free(text, python)).toEqual(expected);
  });

  it('knows what stands at the top', () => {
    const root = typescript('import { a } from "x"; const b = 1; function c() { const d = 1; }');
    expect([...(root ? bindNames(root).top : [])]).toEqual(['a', 'b', 'c']);
  });
});

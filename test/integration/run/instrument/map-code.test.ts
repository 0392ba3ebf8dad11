import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { instrumentCode } from '../../../../src/run/instrument/instrument-code.ts';
import { mapCode } from '../../../../src/run/instrument/map-code.ts';

/** Sources of our own, every fortieth. */
const folder = join(import.meta.dirname, '../../../../src');
const own = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .filter((_, index) => index % 40 === 0)
  .map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const);

const written: readonly (readonly [path: string, text: string])[] = [
  ['a.js', 'export const f = (a, { b = 1 } = {}) => (a ? b : b ?? (() => 2)());'],
  ['a.js', 'class A { #x = f(); static { g(); } get y() { return this.#x ||= 1; } set y(v) {} }'],
  ['a.js', 'if (a) b(); else if (c) d();\nswitch (e) { case 1: f(); default: }\nfor (;;) if (g) break;'],
  ['a.js', '/* istanbul ignore next */\nfunction f() { return 1; }\n/* istanbul ignore else */ if (a) b();'],
  ['a.js', '/* istanbul ignore file */ f();'],
  ['a.cjs', 'with (a) { b(010); } return 1;'],
  ['a.tsx', 'export const A = (p: { a?: string }) => <p>{p.a ?? "b"}</p>;'],
  ['a.ts', 'const = ;'],
];

it.each(written)('%s: %j', (path, text) => {
  expect(mapCode(path, text)?.coverage).toEqual(instrumentCode(path, text)?.coverage);
});

it.each(own)('%s', (path, text) => {
  const found = mapCode(path, text);
  expect(found?.coverage).toEqual(instrumentCode(path, text)?.coverage);
  expect(found?.coverage?.statementMap).toBeDefined();
});

it('asks the counters that are there already', () => {
  const counted = instrumentCode('a.js', 'export const f = (a) => (a ? 1 : 2);')!;
  const again = mapCode('a.js', counted.code);
  expect(again?.coverage?.branchMap).toEqual(counted.coverage?.branchMap);
});

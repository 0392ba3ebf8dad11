import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createFileInstrumenter } from '../../../../src/run/instrument/create-instrumenter.ts';
import { instrumentCode } from '../../../../src/run/instrument/instrument-code.ts';

const instrumenter = createFileInstrumenter();

it.each([
  [
    'a.ts',
    'export abstract class A<T> { declare x: T; constructor(private readonly a = 1) {} abstract f(): void }',
  ],
  [
    'a.ts',
    'const f = <T>(x: T): x is NonNullable<T> => x != null; const y = f(1) as unknown satisfies unknown;',
  ],
  ['a.mts', 'import type { A } from "./a.js"; export type { A }; await f();'],
  ['a.cts', 'import a = require("a"); export = a;'],
  ['a.ts', 'class A { @Input() name = f(); constructor(@Inject(B) b: B) {} }'],
  ['a.ts', '@(make()) class A { accessor x = 1 }'],
  ['a.tsx', 'export const A = (p: { a?: string }) => <p>{p.a ?? "b"}</p>;'],
  ['a.jsx', 'export const A = (p) => <><B {...p} /></>;'],
  ['a.js', '#!/usr/bin/env node\nimport a from "a" with { type: "json" };\nif (a) b();'],
  ['a.js', '// @flow\nfunction f(x: ?number): string { return String(x); }'],
  ['a.cjs', 'with (a) { b(010); } return 1;'],
])('%s: %s', async (path, text) => {
  const hits = await instrumenter.instrument(path, text);
  expect(hits?.path).toBe(path);
  expect([...(hits?.statements ?? []), ...(hits?.functions ?? [])].every((one) => one.hits === 0)).toBe(true);
});

it.each([
  ['types.d.ts', 'export const a: number;'],
  ['a.py', 'print(1)'],
  ['a.ts', 'const = ;'],
  ['a.js', '('.repeat(50_000)],
  ['a.js', `x = 1;${' '.repeat(2_000_000)}`],
])('knows nothing of %s', async (path, text) => {
  expect(await instrumenter.instrument(path, text)).toBeUndefined();
});

it('knows that a file is to be ignored', async () => {
  const hits = await instrumenter.instrument('a.js', '/* istanbul ignore file */\nf();\n');
  expect(hits).toMatchObject({ statements: [], functions: [], branches: [] });
});

it('keeps what the text was made of beside the counters', () => {
  const inputMap = { version: 3, sources: ['a.ts'], names: [], mappings: 'AAAA' };
  const found = instrumentCode('/p/a.js', 'globalThis.y = 1;', { inputMap, coverageVariable: '__c__' });
  expect(found?.coverage).toMatchObject({ path: '/p/a.js', inputSourceMap: inputMap });
  const sandbox: Record<string, unknown> = {};
  runInNewContext(found?.code ?? '', sandbox);
  expect(sandbox['__c__']).toMatchObject({ '/p/a.js': { s: { 0: 1 } } });
});

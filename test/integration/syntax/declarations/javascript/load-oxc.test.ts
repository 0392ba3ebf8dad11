import { afterEach, expect, test, vi } from 'vitest';
import { createDocSyntax } from '../../../../../src/syntax/declarations/create-doc-syntax.ts';

afterEach(() => {
  vi.doUnmock('oxc-parser');
});

test('without a build of the parser nothing is read, and one warning says so', async () => {
  vi.doMock('oxc-parser', () => {
    throw new Error('Cannot find native binding.\nmore');
  });
  const warnings: unknown[] = [];
  const log = { debug: () => {}, info: () => {}, warn: (...said: unknown[]) => void warnings.push(said) };
  const syntax = createDocSyntax({ grammarDirectory: '', runtimeWasm: '', log });
  expect(await syntax.read('a.ts', 'f();')).toBeUndefined();
  expect(await syntax.read('b.js', 'f();')).toBeUndefined();
  expect(warnings).toEqual([
    [
      'no parser for the docs of JavaScript and TypeScript',
      expect.objectContaining({ package: 'oxc-parser' }),
    ],
  ]);
});

test('other languages and large texts are not its', async () => {
  const syntax = createDocSyntax({ grammarDirectory: '', runtimeWasm: '', maxLength: 10 });
  expect(await syntax.read('a.txt', 'f();')).toBeUndefined();
  expect(await syntax.read('a.ts', 'f(); f(); f();')).toBeUndefined();
  expect((await syntax.read('a.ts', 'f();'))?.errors).toBe(0);
});

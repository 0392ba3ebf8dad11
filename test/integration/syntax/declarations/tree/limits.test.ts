import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Log } from '../../../../../src/log.ts';
import { silentLog } from '../../../../../src/log.ts';
import {
  createTreeReader,
  treeLanguages,
} from '../../../../../src/syntax/declarations/tree/create-tree-reader.ts';
import { wasmFromNodeModules } from '../../wasm-from-node-modules.ts';

const wasm = wasmFromNodeModules();
const paths = ['a.py', 'a.go', 'A.java', 'a.rs', 'A.cs'];

describe('limits of reading trees', () => {
  it('reads no other language', async () => {
    const read = createTreeReader(wasm);
    expect(await read('a.rb', 'def f; end')).toBeUndefined();
    expect(treeLanguages).toHaveLength(paths.length);
  });

  it('warns once of a grammar that is not there', async () => {
    const warnings: unknown[] = [];
    const log: Log = {
      ...silentLog,
      warn: (message, facts) => warnings.push([message, facts?.['language']]),
    };
    const read = createTreeReader({ ...wasm, grammarDirectory: '/nowhere', log });
    expect(await read('a.py', 'x')).toBeUndefined();
    expect(await read('b.py', 'x')).toBeUndefined();
    expect(warnings).toEqual([['parser not usable', 'python']]);
  });

  it('gives up a text that takes too long, not the ones after it', async () => {
    const long = 'x = [1, (2, 3)]\n'.repeat(40_000);
    const read = createTreeReader({ ...wasm, maxMs: 1 });
    expect(await read('a.py', long)).toBeUndefined();
    const patient = createTreeReader({ ...wasm, maxMs: 20_000 });
    expect(await patient('a.py', 'def f():\n  pass\n')).toBeDefined();
  });

  it.each(paths)('reads code nested as deep as it likes: %s', async (path) => {
    const read = createTreeReader({ ...wasm, maxMs: 20_000 });
    const depth = 10_000;
    const text = `x = ${'('.repeat(depth)}1${')'.repeat(depth)}`;
    expect(await read(path, text)).toMatchObject({ comments: [] });
  });

  it('never throws, and what it finds lies in the text', async () => {
    const warnings: string[] = [];
    const log: Log = { ...silentLog, warn: (message) => warnings.push(message) };
    const read = createTreeReader({ ...wasm, maxMs: 20_000, log });
    const words = [
      'def f',
      'class A',
      '@x',
      '"""',
      '{',
      '}',
      '(',
      ')',
      ':',
      '\n',
      '  ',
      '/*',
      '*/',
      '//',
      '#',
      'fn g',
    ];
    const more = [
      'pub ',
      'public ',
      'func F',
      ' int ',
      ';',
      '\0',
      'ü🙂',
      '#[a]',
      'const ',
      '\r\n',
      '`',
      '$"',
      'r#"',
    ];
    const text = fc.array(fc.constantFrom(...words, ...more), { maxLength: 40 }).map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), text, async (path, source) => {
        const file = await read(path, source);
        expect(file).toBeDefined();
        const spans = [...(file?.comments ?? []), ...(file?.docstrings ?? [])];
        for (const one of file?.declarations ?? []) spans.push(one.span, one.signature, ...one.leading);
        for (const { start, end } of spans) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(source.length);
        }
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(warnings).toEqual([]);
  });
});

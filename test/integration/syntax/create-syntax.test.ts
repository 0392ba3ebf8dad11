import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outline } from '../../../src/change/chunk.ts';
import type { Log } from '../../../src/log.ts';
import { createSyntax } from '../../../src/syntax/create-syntax.ts';
import { languages } from '../../../src/syntax/languages.ts';
import { wasmFromNodeModules } from './wasm-from-node-modules.ts';

const syntax = createSyntax(wasmFromNodeModules());

/** `kind name start-headerEnd-end`, one string a scope. */
function scopesOf(outline: Outline | undefined): string[] | undefined {
  return outline?.scopes.map(
    (one) =>
      `${one.kind} ${one.name} ${String(one.startLine)}-${String(one.headerEndLine)}-${String(one.endLine)}`,
  );
}

const expected: Record<string, string[]> = {
  'cart.ts': [
    'class Cart 5-5-20',
    'function addItem 9-12-15',
    'function clear 17-17-19',
    'function total 22-22-23',
    'class Item 25-25-27',
    'class Shop 29-29-31',
    'function open 30-30-30',
  ],
  'app.jsx': [
    'function default 1-1-3',
    'function List 5-5-10',
    'function render 6-6-8',
    'function later 12-12-14',
  ],
  'cart.py': [
    'class Cart 4-4-22',
    'function size 8-8-9',
    'function add 11-16-22',
    'function undo 19-19-20',
    'function rate 26-26-27',
  ],
  'server.go': [
    'class Server 3-3-5',
    'function Server.Start 7-7-12',
    'function List.Len 14-14-16',
    'function New 18-18-24',
    'function stop 19-19-21',
  ],
  'Cart.java': ['class Cart 3-4-20', 'function Cart 7-7-9', 'function size 12-13-15', 'class State 17-17-19'],
  'cart.rs': [
    'class Cart 3-3-5',
    'class Cart 7-7-12',
    'function add 9-9-11',
    'class Wrap 14-14-18',
    'function fmt 15-15-17',
    'class inner 20-20-22',
    'function run 21-21-21',
  ],
  'Cart.cs': [
    'class Shop 3-4-19',
    'class Cart 5-6-18',
    'function Count 7-7-7',
    'function Add 10-11-17',
    'function Check 12-13-15',
  ],
  'cart.rb': ['class Shop 1-1-14', 'class Cart 2-2-13', 'function add 5-5-8', 'function load 10-10-12'],
  'cart.php': ['class Cart 5-6-14', 'function add 10-11-13', 'function total 16-17-19'],
  'cart.cpp': [
    'class shop 3-3-22',
    'class Cart 5-5-11',
    'function size 7-7-7',
    'function Cart.add 13-13-15',
    'function Cart.name 17-18-20',
    'function helper 24-24-26',
  ],
};

describe('createSyntax', () => {
  for (const [name, scopes] of Object.entries(expected)) {
    it(`finds the scopes of ${name}`, async () => {
      const text = await readFile(new URL(`../../fixtures/syntax/${name}.txt`, import.meta.url), 'utf8');
      expect(scopesOf(await syntax.outline(`src/${name}`, text))).toEqual(scopes);
      expect(scopesOf(await syntax.outline(name, text.replaceAll('\n', '\r\n')))).toEqual(scopes);
    });
  }

  it('makes no scope of a callback, but lets it be split', async () => {
    const outline = await syntax.outline(
      'a.mjs',
      "describe('x', () => {\n  one();\n\n  // two\n  two();\n});\n",
    );
    expect(outline).toEqual({ language: 'javascript', scopes: [], statementStarts: [1, 2, 5] });
  });

  it('reads TSX', async () => {
    const outline = await syntax.outline('a.tsx', 'const A = (p: P<X>) => {\n  return <b>{p.x}</b>;\n};\n');
    expect(outline?.language).toBe('tsx');
    expect(scopesOf(outline)).toEqual(['function A 1-1-3']);
  });

  it('keeps line numbers behind zero bytes, tabs and astral characters', async () => {
    const outline = await syntax.outline('a.js', 'const a = "😀\0";\n\tconst 𝒳 = "😀";\nfunction f() {\n}\n');
    expect(scopesOf(outline)).toEqual(['function f 3-3-4']);
  });

  it('still finds whole functions around broken code', async () => {
    const outline = await syntax.outline(
      'a.ts',
      'function a() {\n  return 1 + ;\n}\nfunction b() {\n  call(];\n}\n',
    );
    expect(scopesOf(outline)).toEqual(['function a 1-1-3', 'function b 4-4-6']);
  });

  it('leaves other languages and large texts to the caller', async () => {
    expect(await syntax.outline('a.kt', 'fun a() {}')).toBeUndefined();
    expect(await syntax.outline('constructor', '')).toBeUndefined();
    const small = createSyntax({ ...wasmFromNodeModules(), maxLength: 10 });
    expect(await small.outline('a.js', 'let aaaaaaaa;')).toBeUndefined();
  });

  it('gives up when time is over and works again afterwards', async () => {
    const hasty = createSyntax({ ...wasmFromNodeModules(), maxMs: -1 });
    expect(await hasty.outline('a.js', 'f();\n'.repeat(5_000))).toBeUndefined();
    expect(await hasty.outline('a.js', 'f();\n'.repeat(5_000))).toBeUndefined();
    expect(await syntax.outline('a.js', 'f();\n')).toBeDefined();
  });

  it('says once that a grammar is missing', async () => {
    const warnings: string[] = [];
    const log: Log = { debug: () => {}, info: () => {}, warn: (message) => warnings.push(message) };
    const empty = await mkdtemp(join(tmpdir(), 'galley-'));
    const broken = createSyntax({ ...wasmFromNodeModules(), grammarDirectory: empty, log });
    expect(await broken.outline('a.go', 'package a')).toBeUndefined();
    expect(await broken.outline('b.go', 'package b')).toBeUndefined();
    expect(warnings).toEqual(['parser not usable']);
  });

  it('never throws, and its lines lie inside the text', async () => {
    const piece = fc.constantFrom(
      'class A ',
      'def f',
      '(',
      ')',
      '{',
      '}',
      '\n',
      '\r\n',
      '\t',
      '  ',
      '"',
      '/*',
      '😀',
      '\0',
      'x = ',
      ':',
      'fn ',
      '<?php ',
      '`',
      '${',
      ';',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(languages)),
        fc.array(piece, { maxLength: 60 }),
        async (language, pieces) => {
          const text = pieces.join('');
          const outline = await syntax.outline(`a.${extensionOf[language] ?? ''}`, text);
          const lines = text.split('\n').length;
          expect(outline?.language).toBe(language);
          for (const one of outline?.scopes ?? []) {
            expect(one.startLine).toBeGreaterThanOrEqual(1);
            expect(one.headerEndLine).toBeGreaterThanOrEqual(one.startLine);
            expect(one.endLine).toBeGreaterThanOrEqual(one.headerEndLine);
            expect(one.endLine).toBeLessThanOrEqual(lines);
          }
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });
});

const extensionOf: Record<string, string> = {
  javascript: 'js',
  typescript: 'ts',
  tsx: 'tsx',
  python: 'py',
  go: 'go',
  java: 'java',
  rust: 'rs',
  csharp: 'cs',
  ruby: 'rb',
  php: 'php',
  c: 'c',
  cpp: 'cpp',
};

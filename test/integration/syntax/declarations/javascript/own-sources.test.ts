import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Declaration, DocFile } from '../../../../../src/docstring/declaration.ts';
import { insertAll } from '../../../../../src/docstring/insertion.ts';
import { createJavaScriptReader } from '../../../../../src/syntax/declarations/javascript/create-javascript-reader.ts';

const src = join(import.meta.dirname, '../../../../../src');
const reader = createJavaScriptReader({});

async function read(path: string, text: string): Promise<DocFile> {
  const file = await reader(path, text);
  if (file === undefined) throw new Error(`${path}: not read`);
  return file;
}

describe('over the sources of this project', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort();

  test('there are many', () => {
    expect(files.length).toBeGreaterThan(300);
  });

  test('every file parses, every name stands where it is said to, a doc comment changes no shape', async () => {
    let declared = 0;
    for (const path of files) {
      const text = readFileSync(join(src, path), 'utf8');
      const file = await read(path, text);
      expect(file.errors, path).toBe(0);
      for (const declaration of file.declarations)
        expect(headOf(text, declaration), path).toContain(declaration.name);
      declared += file.declarations.length;
      const insertions = docs(text, file.declarations);
      const documented = await read(path, insertAll(text, insertions));
      expect(documented.shape, path).toBe(file.shape);
      expect(documented.comments, path).toHaveLength(file.comments.length + insertions.length);
      expect(
        documented.declarations.map(({ symbol }) => symbol),
        path,
      ).toEqual(file.declarations.map(({ symbol }) => symbol));
    }
    expect(declared).toBeGreaterThan(1_500);
  });

  test('each of them by itself, in one file', async () => {
    const path = 'syntax/declarations/javascript/collect-declarations.ts';
    const text = readFileSync(join(src, path), 'utf8');
    const file = await read(path, text);
    for (const [index, { symbol, traits }] of file.declarations.entries()) {
      if (traits.includes('shared-line')) continue;
      const [insertion] = docs(text, file.declarations.slice(index, index + 1));
      const documented = await read(path, insertAll(text, [insertion!]));
      expect(documented.shape, symbol).toBe(file.shape);
      const { leading } = documented.declarations[index]!;
      expect(leading.length, symbol).toBe(file.declarations[index]!.leading.length + 1);
    }
  });
});

function headOf(text: string, { span, signature }: Declaration): string {
  return text.slice(span.start, Math.max(signature.end, span.start + 200));
}

function docs(
  text: string,
  declarations: readonly Declaration[],
): { at: number; text: string; symbol: string }[] {
  const places = new Map<number, { at: number; text: string; symbol: string }>();
  for (const { span, symbol, traits } of declarations) {
    if (traits.includes('shared-line')) continue;
    const at = text.lastIndexOf('\n', span.start - 1) + 1;
    const indent = text.slice(at, span.start);
    places.set(at, { at, text: `${indent}/** x */\n`, symbol });
  }
  return [...places.values()];
}

import { expect } from 'vitest';
import type { DocFile } from '../../../../../src/docstring/declaration.ts';
import { createTreeReader } from '../../../../../src/syntax/declarations/tree/create-tree-reader.ts';
import { wasmFromNodeModules } from '../../wasm-from-node-modules.ts';

const read = createTreeReader({ ...wasmFromNodeModules(), maxMs: 20_000 });

/** Reads a text and checks that all its offsets hang together. */
export async function readText(path: string, text: string): Promise<DocFile> {
  const file = await read(path, text);
  if (file === undefined) throw new Error(`not read: ${path}`);
  const isPython = /\.pyi?$/.test(path);
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  for (const { name, span, signature, lines, leading, body } of file.declarations) {
    expect(text.slice(signature.start, signature.end)).toContain(name);
    expect(signature.start).toBe(span.start);
    expect(signature.end).toBeLessThanOrEqual(span.end);
    expect(lines).toEqual({ first: lineAt(span.start), last: lineAt(span.end - 1) });
    expect(leading).toEqual([...leading].sort((a, b) => a.start - b.start));
    expect(body !== undefined).toBe(isPython);
    if (body === undefined) continue;
    expect(body.at === text.length || text[body.at - 1] === '\n').toBe(true);
    expect(body.at).toBeGreaterThanOrEqual(signature.end);
  }
  for (const { start, end, form } of file.comments) {
    const comment = text.slice(start, end);
    expect(comment).toMatch(form === 'block' ? /^\/\*[^]*\*\/$/ : /^(?:\/\/|#).*$/);
    expect(comment).not.toMatch(/[\r\n]$/);
  }
  const starts = file.declarations.map((one) => one.span.start);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  return file;
}

/** What the comments above a declaration say, by its symbol. */
export function leadingOf(file: DocFile, text: string): Record<string, string[]> {
  const withComments = file.declarations.filter((one) => one.leading.length > 0);
  return Object.fromEntries(
    withComments.map((one) => [one.symbol, one.leading.map(({ start, end }) => text.slice(start, end))]),
  );
}

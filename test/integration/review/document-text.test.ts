import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { insertAll } from '../../../src/docstring/insertion.ts';
import type { DocProse } from '../../../src/docstring/prose.ts';
import { documentText, type DocumentOptions } from '../../../src/review/document-text.ts';
import { reanchorDocs } from '../../../src/review/reanchor-docs.ts';
import { createDocSyntax } from '../../../src/syntax/declarations/create-doc-syntax.ts';

const modules = join(import.meta.dirname, '../../../node_modules');
const syntax = createDocSyntax({
  grammarDirectory: join(modules, '@vscode/tree-sitter-wasm/wasm'),
  runtimeWasm: join(modules, 'web-tree-sitter/web-tree-sitter.wasm'),
});
const options: DocumentOptions = {
  scope: 'public',
  added: undefined,
  runtimeDocs: false,
  style: {},
  isFiltered: true,
};
const prose: DocProse = {
  summary: 'Reads the file and cuts it at a limit.',
  params: { path: 'file to read', limit: 'most characters' },
  returns: 'the text, cut',
  throws: [],
};
const code = `export function load(path: string, limit: number): string {
  return read(path).slice(0, limit);
}

export function save(path: string): void {
  write(path);
}
`;

const document = (text: string, given: Partial<DocumentOptions> = {}, said = prose) =>
  documentText(
    { path: 'src/a.ts', text },
    { ...options, ...given },
    {
      syntax,
      describe: async ({ declaration }) =>
        declaration.name === 'load' ? { prose: said } : { failure: 'model timeout' },
    },
  );

describe('documentText', () => {
  it('documents what it is told about, and names what nobody answered', async () => {
    const found = await document(code);
    expect(insertAll(code, found?.insertions ?? [])).toBe(
      `/**
 * Reads the file and cuts it at a limit.
 * @param path - File to read.
 * @param limit - Most characters.
 * @returns The text, cut.
 */
${code}`,
    );
    expect(found?.unanswered).toEqual([{ symbol: 'save', reason: 'model timeout' }]);
  });

  it('looks only at what was added', async () => {
    const found = await document(code, { added: [{ first: 5, last: 5 }] });
    expect([found?.insertions, found?.unanswered.length]).toEqual([[], 1]);
  });

  it('says nothing rather than what cannot be true, unless the filter is off', async () => {
    const said = { ...prose, summary: 'Calls `readEverything` for the path.' };
    const found = await document(code, {}, said);
    expect([found?.insertions, found?.unsaid.map(({ symbol }) => symbol)]).toEqual([[], ['load']]);
    expect((await document(code, { isFiltered: false }, said))?.insertions).toHaveLength(1);
  });

  it('drops what the language itself takes for another program', async () => {
    const witness = { ...syntax, isSameProgram: async () => false };
    const found = await documentText(
      { path: 'a.py', text: 'def load(path):\n    return path[:9]\n' },
      options,
      {
        syntax: witness,
        describe: async () => ({ prose }),
      },
    );
    expect([found?.insertions, found?.unproved]).toEqual([
      [],
      [{ symbol: 'load', reason: 'the compiler sees another program' }],
    ]);
  });

  it('leaves tests, unknown languages and broken files alone', async () => {
    const ports = { syntax, describe: async () => ({ prose }) };
    const at = (path: string, text: string) => documentText({ path, text }, options, ports);
    expect((await at('src/a.test.ts', code))?.insertions).toEqual([]);
    expect(await at('src/a.rb', code)).toBeUndefined();
    expect(await at('src/a.ts', `${code}}`)).toBeUndefined();
  });
});

describe('reanchorDocs', () => {
  it('puts the same docs into a text that was edited elsewhere', async () => {
    const { written = [] } = (await document(code)) ?? {};
    const edited = `const unstaged = 1;\n\n${code}`;
    const text = await reanchorDocs({ path: 'src/a.ts', text: edited }, written, {}, syntax);
    expect(text).toContain('const unstaged = 1;\n\n/**\n * Reads the file');
    const renamed = code.replace('limit: number', 'most: number');
    expect(await reanchorDocs({ path: 'src/a.ts', text: renamed }, written, {}, syntax)).toBeUndefined();
  });
});

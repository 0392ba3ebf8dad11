import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Node } from 'web-tree-sitter';
import { Language, Parser } from 'web-tree-sitter';
import { languageOf } from '../../src/change/chunk-language.ts';
import { languages } from '../../src/syntax/languages.ts';

const { resolve } = createRequire(import.meta.url);
const grammars = dirname(resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter.wasm'));
// Initialising twice at the same time would give two runtimes, and grammars of one are unknown to the other.
let runtime: Promise<void> | undefined;
const parsers = new Map<string, Promise<Parser>>();

/** ERROR and MISSING nodes of a file; 0 for a language without a grammar. */
export async function countSyntaxErrors(path: string, text: string): Promise<number> {
  const grammar = languages[languageOf(path)]?.grammar;
  if (grammar === undefined || text === '') return 0;
  const loading = parsers.get(grammar) ?? loadParser(grammar);
  parsers.set(grammar, loading);
  const tree = (await loading).parse(text);
  if (tree === null) throw new Error(`${path}: not parsed`);
  const count = tree.rootNode.hasError ? countErrors(tree.rootNode) : 0;
  tree.delete();
  return count;
}

async function loadParser(grammar: string): Promise<Parser> {
  runtime ??= Parser.init({ locateFile: () => resolve('web-tree-sitter/web-tree-sitter.wasm') });
  await runtime;
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(join(grammars, `tree-sitter-${grammar}.wasm`))));
  return parser;
}

function countErrors(node: Node): number {
  const inside = node.children.reduce((sum, child) => sum + (child.hasError ? countErrors(child) : 0), 0);
  return inside + (node.isError || node.isMissing ? 1 : 0);
}

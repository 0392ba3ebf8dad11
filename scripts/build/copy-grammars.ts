import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../src/syntax/languages.ts';

const grammars = 'node_modules/@vscode/tree-sitter-wasm';
const engine = 'node_modules/web-tree-sitter';

/** Copies the parsers of the languages we read, and their engine; returns the packages they are from. */
export function copyGrammars(root: string, target: string): string[] {
  mkdirSync(target, { recursive: true });
  const names = new Set(Object.values(languages).map(({ grammar }) => `tree-sitter-${grammar}.wasm`));
  for (const name of names) copyFileSync(join(root, grammars, 'wasm', name), join(target, name));
  copyFileSync(join(root, engine, 'web-tree-sitter.wasm'), join(target, 'web-tree-sitter.wasm'));
  return [grammars, engine];
}

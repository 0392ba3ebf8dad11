import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../src/syntax/languages.ts';

const grammars = 'node_modules/@vscode/tree-sitter-wasm';
const engine = 'node_modules/web-tree-sitter';

/** Where the parsers came from. */
export interface CopiedGrammars {
  /** Folders of the packages, relative to the repository. */
  readonly packages: readonly string[];
  /** The works behind the parsers, such as `python`: each has its own authors. */
  readonly grammars: readonly string[];
}

/** Copies the parsers of the languages we read, and their engine. */
export function copyGrammars(root: string, target: string): CopiedGrammars {
  mkdirSync(target, { recursive: true });
  const names = new Set(Object.values(languages).map(({ grammar }) => grammar));
  for (const name of names) {
    const file = `tree-sitter-${name}.wasm`;
    copyFileSync(join(root, grammars, 'wasm', file), join(target, file));
    // Their package says that they are programs to start.
    chmodSync(join(target, file), 0o644);
  }
  copyFileSync(join(root, engine, 'web-tree-sitter.wasm'), join(target, 'web-tree-sitter.wasm'));
  // TSX is built from the sources of tree-sitter-typescript.
  const works = [...names].map((name) => (name === 'tsx' ? 'typescript' : name));
  return { packages: [grammars, engine], grammars: [...new Set(works)].sort() };
}

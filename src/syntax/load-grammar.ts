import { join } from 'node:path';
import type { Language, Parser, Tree } from 'web-tree-sitter';

export interface GrammarFiles {
  /** Holds `tree-sitter-<grammar>.wasm` of every grammar in languages.ts. */
  readonly grammarDirectory: string;
  /** web-tree-sitter's own `web-tree-sitter.wasm`, of the same version as its JavaScript. */
  readonly runtimeWasm: string;
}

export interface Grammar {
  readonly parser: Parser;
  readonly language: Language;
}

/** Rejects where the runtime or the grammar cannot be had. */
export async function loadGrammar(files: GrammarFiles, grammar: string): Promise<Grammar> {
  const treeSitter = await import('web-tree-sitter');
  // Repeated calls answer at once: the runtime is loaded one time a process.
  await treeSitter.Parser.init({ locateFile: () => files.runtimeWasm });
  const path = join(files.grammarDirectory, `tree-sitter-${grammar}.wasm`);
  const language = await treeSitter.Language.load(path);
  const parser = new treeSitter.Parser();
  parser.setLanguage(language);
  return { parser, language };
}

/**
 * What `read` makes of the text's tree, which is gone afterwards; undefined when `isLate` ended the parser. Offsets of the tree,
 * in UTF-16 units, hold for the text and for `source`.
 */
export function readParsed<Result>(
  parser: Parser,
  text: string,
  isLate: () => boolean,
  read: (tree: Tree, source: string) => Result | undefined,
): Result | undefined {
  // A zero byte ends the input for some scanners; one character for one character keeps every position.
  const source = text.replaceAll('\0', ' ');
  const tree = parser.parse(source, null, { progressCallback: isLate });
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  try {
    return read(tree, source);
  } finally {
    tree.delete();
  }
}

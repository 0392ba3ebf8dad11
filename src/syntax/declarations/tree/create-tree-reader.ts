import { languageOf } from '../../../change/chunk-language.ts';
import type { DocFile, DocLanguage } from '../../../docstring/declaration.ts';
import { silentLog } from '../../../log.ts';
import { specOf, type ParserOptions } from '../../create-parser.ts';
import { keepTools } from '../../keep-tools.ts';
import { loadGrammar, readParsed, type Grammar } from '../../load-grammar.ts';
import type { DocReader } from '../doc-reader.ts';
import { csharp } from './csharp.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import type { LanguageTable } from './language-table.ts';
import { python } from './python.ts';
import { readTree } from './read-tree.ts';
import { rust } from './rust.ts';
import { copyTree } from './syntax-node.ts';

/** Languages whose docs are read from trees of tree-sitter grammars. */
export const treeLanguages = [
  'python',
  'go',
  'java',
  'rust',
  'csharp',
] as const satisfies readonly DocLanguage[];
type TreeLanguage = (typeof treeLanguages)[number];

const tables: Readonly<Record<TreeLanguage, LanguageTable>> = { python, go, java, rust, csharp };

/**
 * Reads texts of these languages, in this thread. The runtime and each grammar load when they are first needed.
 *
 * Undefined for another language, a text that takes longer than `maxMs`, and where a grammar can't be loaded or fails
 * (logged as a warning, once a language).
 */
export function createTreeReader(options: ParserOptions): DocReader {
  const { log = silentLog, maxMs = 2_000 } = options;
  const use = keepTools((language) => loadGrammar(options, specOf(language)?.grammar ?? language), log);
  return async (path, text) => {
    const language = treeLanguages.find((one) => one === languageOf(path));
    if (language === undefined) return undefined;
    return use(language, (grammar) => docFileOf(tables[language], grammar, path, text, maxMs));
  };
}

function docFileOf(
  table: LanguageTable,
  { parser }: Grammar,
  path: string,
  text: string,
  maxMs: number,
): DocFile | undefined {
  const deadline = performance.now() + maxMs;
  const isLate = (): boolean => performance.now() > deadline;
  const root = readParsed(parser, text, isLate, (tree, source) => copyTree(tree, source, isLate));
  return root && readTree(table, path, root);
}

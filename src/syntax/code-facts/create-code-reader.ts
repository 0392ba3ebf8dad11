import type { Parser, Query } from 'web-tree-sitter';
import { languageOf } from '../../change/chunk-language.ts';
import type { LineRange } from '../../change/outline-lines.ts';
import type { CodeFacts } from '../../coverage/code-facts.ts';
import { silentLog } from '../../log.ts';
import type { CodeReader } from '../../review/coverage-ports.ts';
import { specOf, type ParserOptions } from '../create-parser.ts';
import { copyTree } from '../declarations/tree/syntax-node.ts';
import { keepTools } from '../keep-tools.ts';
import type { LanguageSpec } from '../languages.ts';
import { loadGrammar, readParsed } from '../load-grammar.ts';
import { matchLines } from '../match-lines.ts';
import { closeUnasked } from './asked-nodes.ts';
import type { FactsTable } from './facts-table.ts';
import { csharp } from './csharp.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';
import { rust } from './rust.ts';
import { createLineTable } from './line-table.ts';
import { readLines } from './live-lines.ts';
import { readDecisions } from './read-decisions.ts';
import { readFunctions } from './read-functions.ts';

const tables: Readonly<Record<string, FactsTable>> = {
  javascript,
  typescript: javascript,
  tsx: javascript,
  python,
  go,
  java,
  rust,
  csharp,
};

/**
 * Reads what runs in a text, and when, with the grammars of the Outlines, in this thread. Each loads when it is first needed.
 *
 * `read` answers undefined for a language without a table, a text above `maxLength` or `maxMs`, and where a grammar can't be
 * loaded or fails (logged as a warning, once a language).
 */
export function createCodeReader(options: ParserOptions): CodeReader {
  const { log = silentLog, maxLength = 1_048_576, maxMs = 2_000 } = options;
  const use = keepTools((language) => loadTools(options, language), log);
  return {
    async read(path, text, asked) {
      const language = languageOf(path);
      if (!Object.hasOwn(tables, language) || text.length > maxLength) return undefined;
      return use(language, (tools) => factsOf(language, tools, { text, asked, maxMs }));
    },
  };
}

interface Tools {
  readonly spec: LanguageSpec;
  readonly table: FactsTable;
  readonly parser: Parser;
  readonly query: Query;
}

async function loadTools(options: ParserOptions, name: string): Promise<Tools> {
  const [spec, table] = [specOf(name), tables[name]];
  if (spec === undefined || table === undefined) throw new Error('no grammar');
  const { Query } = await import('web-tree-sitter');
  const { parser, language } = await loadGrammar(options, spec.grammar);
  return { spec, table, parser, query: new Query(language, spec.query) };
}

interface Asked {
  readonly text: string;
  /** Undefined: everything. */
  readonly asked: readonly LineRange[] | undefined;
  readonly maxMs: number;
}

function factsOf(
  language: string,
  { spec, table, parser, query }: Tools,
  { text, asked, maxMs }: Asked,
): CodeFacts | undefined {
  const deadline = performance.now() + maxMs;
  const isLate = (): boolean => performance.now() > deadline;
  return readParsed(parser, text, isLate, (tree, source) => {
    const lines = createLineTable(source);
    const closed = new Set<object>();
    const root = copyTree(tree, source, isLate, closeUnasked(asked, table, lines, closed));
    if (root === undefined) return undefined;
    const matches = matchLines(query, tree.rootNode, asked, isLate);
    const functions = readFunctions(language, spec, source, matches);
    const facts = {
      ...readLines(root, table, lines, closed),
      functions,
      ...readDecisions(root, table, lines),
    };
    return isLate() ? undefined : facts;
  });
}

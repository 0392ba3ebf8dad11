import { languageOf } from '../../change/chunk-language.ts';
import { silentLog, type Log } from '../../log.ts';
import type { TestCodeReader } from '../../review/test-ports.ts';
import type { ParseCode } from '../../testgen/code/code-node.ts';
import { specOf, type ParserOptions } from '../create-parser.ts';
import { copyTree } from '../declarations/tree/syntax-node.ts';
import { loadGrammar, readParsed, type Grammar } from '../load-grammar.ts';

const testLanguages = ['javascript', 'typescript', 'tsx', 'python'];

/** A file that cannot be read gets no tests: on a busy machine it is worth waiting for. */
const patienceMs = 20_000;

/** Parsers of this thread, on tree-sitter grammars compiled to WebAssembly: each loads when it is first opened. */
export function createTestCodeReader(options: ParserOptions): TestCodeReader {
  const { log = silentLog, maxLength = 1_048_576, maxMs = patienceMs } = options;
  const opened = new Map<string, Promise<ParseCode | undefined>>();

  async function load(language: string): Promise<ParseCode | undefined> {
    try {
      const grammar = await loadGrammar(options, specOf(language)?.grammar ?? language);
      return (text) => (text.length > maxLength ? undefined : guard(() => parse(grammar, text, maxMs), log));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.warn('no parser for test code', { language, reason });
      return undefined;
    }
  }

  return {
    async open(path) {
      const language = languageOf(path);
      if (!testLanguages.includes(language)) return undefined;
      const known = opened.get(language) ?? load(language);
      opened.set(language, known);
      return known;
    },
  };
}

function parse({ parser }: Grammar, text: string, maxMs: number): ReturnType<ParseCode> {
  const deadline = performance.now() + maxMs;
  const isLate = (): boolean => performance.now() > deadline;
  return readParsed(parser, text, isLate, (tree, source) => copyTree(tree, source, isLate));
}

/** A grammar that traps has no tree. */
function guard<Result>(work: () => Result, log: Log): Result | undefined {
  try {
    return work();
  } catch (error) {
    log.warn('parser failed', { reason: String(error) });
    return undefined;
  }
}

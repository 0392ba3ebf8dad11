import type { Parser, Query } from 'web-tree-sitter';
import { languageOf } from '../change/chunk-language.ts';
import type { Outline } from '../change/chunk.ts';
import { withDecorated, type LineRange } from '../change/outline-lines.ts';
import type { Log } from '../log.ts';
import { silentLog } from '../log.ts';
import type { Syntax } from '../review/ports.ts';
import { keepTools } from './keep-tools.ts';
import type { LanguageSpec } from './languages.ts';
import { languages } from './languages.ts';
import { loadGrammar, readParsed, type GrammarFiles } from './load-grammar.ts';
import { matchLines } from './match-lines.ts';
import { readOutline } from './read-outline.ts';

export interface ParserOptions extends GrammarFiles {
  readonly log?: Log;
  /** Larger texts are not parsed, in characters. Default 1,048,576. */
  readonly maxLength?: number;
  /** Longest time for one text, in milliseconds. Default 2,000. */
  readonly maxMs?: number;
}

/**
 * Parsers of this thread for the languages in languages.ts, on tree-sitter grammars compiled to WebAssembly. The runtime loads at the
 * first `outline` of a known language, each grammar once, when it is first needed.
 *
 * `outline` answers undefined for an unknown language, a text above `maxLength` or `maxMs`, and where a grammar can't be
 * loaded or fails (logged as a warning, once a language).
 */
export function createParser(options: ParserOptions): Syntax {
  const { log = silentLog, maxLength = 1_048_576, maxMs = 2_000 } = options;
  const use = keepTools((language) => loadTools(options, specOf(language)), log);
  return {
    async outline(path, text, lines) {
      const language = languageOf(path);
      if (specOf(language) === undefined || text.length > maxLength) return undefined;
      return use(language, (tools) => outlineOf(language, tools, text, lines, maxMs));
    },
  };
}

/** Undefined for a language without a parser. */
export function specOf(language: string): LanguageSpec | undefined {
  return Object.hasOwn(languages, language) ? languages[language] : undefined;
}

interface Tools {
  readonly spec: LanguageSpec;
  readonly parser: Parser;
  readonly query: Query;
}

async function loadTools(files: GrammarFiles, spec: LanguageSpec | undefined): Promise<Tools> {
  if (spec === undefined) throw new Error('no grammar');
  const { Query } = await import('web-tree-sitter');
  const { parser, language } = await loadGrammar(files, spec.grammar);
  return { spec, parser, query: new Query(language, spec.query) };
}

function outlineOf(
  language: string,
  { spec, parser, query }: Tools,
  text: string,
  lines: readonly LineRange[] | undefined,
  maxMs: number,
): Outline | undefined {
  const deadline = performance.now() + maxMs;
  const isLate = (): boolean => performance.now() > deadline;
  return readParsed(parser, text, isLate, ({ rootNode }, source) => {
    const read = (wanted: readonly LineRange[] | undefined): Outline =>
      readOutline(language, spec, source, matchLines(query, rootNode, wanted, isLate));
    const outline = read(lines);
    const more = lines && !isLate() ? withDecorated(lines, outline, source) : lines;
    const whole = more === lines ? outline : read(more);
    return isLate() ? undefined : whole;
  });
}

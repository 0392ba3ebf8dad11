import { join } from 'node:path';
import type { Language, Parser, Query, Tree } from 'web-tree-sitter';
import { languageOf } from '../change/chunk-language.ts';
import type { Outline } from '../change/chunk.ts';
import { withDecorated, type LineRange } from '../change/outline-lines.ts';
import type { Log } from '../log.ts';
import { silentLog } from '../log.ts';
import type { Syntax } from '../review/ports.ts';
import type { LanguageSpec } from './languages.ts';
import { languages } from './languages.ts';
import { matchLines } from './match-lines.ts';
import { readOutline } from './read-outline.ts';

export interface ParserOptions {
  /** Holds `tree-sitter-<grammar>.wasm` of every grammar in languages.ts. */
  readonly grammarDirectory: string;
  /** web-tree-sitter's own `web-tree-sitter.wasm`, of the same version as its JavaScript. */
  readonly runtimeWasm: string;
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
  const tools = new Map<string, Promise<Tools | undefined>>();

  function load(language: string, spec: LanguageSpec): Promise<Tools | undefined> {
    const known = tools.get(language);
    if (known !== undefined) return known;
    const loading = loadTools(options, spec).catch((error: unknown) => {
      log.warn('parser not usable', { language, reason: reasonOf(error) });
      return undefined;
    });
    tools.set(language, loading);
    return loading;
  }

  return {
    async outline(path, text, lines) {
      const language = languageOf(path);
      const spec = specOf(language);
      if (spec === undefined || text.length > maxLength) return undefined;
      const loaded = await load(language, spec);
      if (loaded === undefined) return undefined;
      try {
        return outlineOf(language, { spec, ...loaded }, text, lines, maxMs);
      } catch (error) {
        // A grammar that trapped leaves its memory in an unknown state: never use it again.
        tools.set(language, Promise.resolve(undefined));
        log.warn('parser failed', { language, reason: reasonOf(error) });
        return undefined;
      }
    },
  };
}

/** Undefined for a language without a parser. */
export function specOf(language: string): LanguageSpec | undefined {
  return Object.hasOwn(languages, language) ? languages[language] : undefined;
}

interface Tools {
  readonly parser: Parser;
  readonly query: Query;
}

async function loadTools(options: ParserOptions, spec: LanguageSpec): Promise<Tools> {
  const treeSitter = await import('web-tree-sitter');
  // Repeated calls answer at once: the runtime is loaded one time a process.
  await treeSitter.Parser.init({ locateFile: () => options.runtimeWasm });
  const grammar: Language = await treeSitter.Language.load(
    join(options.grammarDirectory, `tree-sitter-${spec.grammar}.wasm`),
  );
  const parser = new treeSitter.Parser();
  parser.setLanguage(grammar);
  return { parser, query: new treeSitter.Query(grammar, spec.query) };
}

function outlineOf(
  language: string,
  { spec, parser, query }: Tools & { readonly spec: LanguageSpec },
  text: string,
  lines: readonly LineRange[] | undefined,
  maxMs: number,
): Outline | undefined {
  // A zero byte ends the input for some scanners; one character for one character keeps every position.
  const source = text.replaceAll('\0', ' ');
  const deadline = performance.now() + maxMs;
  const isLate = (): boolean => performance.now() > deadline;
  let tree: Tree | null = null;
  try {
    tree = parser.parse(source, null, { progressCallback: isLate });
    if (tree === null) {
      parser.reset();
      return undefined;
    }
    const { rootNode } = tree;
    const read = (wanted: readonly LineRange[] | undefined): Outline =>
      readOutline(language, spec, source, matchLines(query, rootNode, wanted, isLate));
    const outline = read(lines);
    const more = lines && !isLate() ? withDecorated(lines, outline, source) : lines;
    const whole = more === lines ? outline : read(more);
    return isLate() ? undefined : whole;
  } finally {
    tree?.delete();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

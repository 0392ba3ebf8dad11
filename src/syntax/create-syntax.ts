import { languageOf } from '../change/chunk-language.ts';
import { silentLog } from '../log.ts';
import type { Syntax } from '../review/ports.ts';
import { createParser, specOf, type ParserOptions } from './create-parser.ts';
import { startParserPool } from './start-parser-pool.ts';

export interface SyntaxOptions extends ParserOptions {
  /** Path of the bundled worker.ts; undefined: everything is parsed in this thread. */
  readonly workerEntry?: string | undefined;
  /** Threads for many texts; with fewer than two this thread parses. Default 0. */
  readonly threads?: number;
  /** Texts that threads are started for: below that they take longer to come up than to parse. Default 24. */
  readonly manyTexts?: number;
}

const defaultManyTexts = 24;

/** Characters parsed here, after which threads are started too: a few files can be as much work as many. */
const manyCharacters = 400_000;

/** How long a thread may be silent beyond the limit of one text, in milliseconds: it may still load a grammar. */
const graceMs = 6_000;

/** Parsers as in create-parser.ts; for a large Change they run beside this thread, in threads that end with `close`. */
export function createSyntax(options: SyntaxOptions): Syntax {
  const { workerEntry, threads = 0, manyTexts = defaultManyTexts, log = silentLog, ...setup } = options;
  const here = createParser(options);
  let pool: ReturnType<typeof startParserPool> | undefined;
  let parsed = 0;
  const startPool = (): void => {
    if (pool !== undefined || workerEntry === undefined || threads < 2) return;
    const lateMs = (setup.maxMs ?? 2_000) + graceMs;
    pool = startParserPool({
      ...{ entry: workerEntry, setup: { ...setup, reads: 'outlines' }, threads, lateMs, log, here },
    });
  };
  return {
    expect(texts) {
      if (texts >= manyTexts) startPool();
    },
    async outline(path, text, lines) {
      if (specOf(languageOf(path)) === undefined) return undefined;
      parsed += text.length;
      if (parsed > manyCharacters) startPool();
      return (pool ?? here).outline(path, text, lines);
    },
    close() {
      pool?.close();
      pool = undefined;
      parsed = 0;
    },
  };
}

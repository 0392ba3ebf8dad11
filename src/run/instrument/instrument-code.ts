import type { FileCoverageData } from 'istanbul-lib-coverage';
import { createInstrumenter } from 'istanbul-lib-instrument';
import { parserPluginsFor } from './parser-plugins.ts';

/** Code with counters, as istanbul writes it. */
export interface InstrumentedCode {
  readonly code: string;
  /** From the instrumented code to `text`, or to what `inputMap` says that was made of. */
  readonly map: object | undefined;
  /** What the counters count, all 0. Undefined: a comment in the file tells istanbul to ignore it. */
  readonly coverage: FileCoverageData | undefined;
}

export interface InstrumentOptions {
  /** What `text` was made of: a source map of version 3. Kept in the coverage data, in which places are those of `text`. */
  readonly inputMap?: object | undefined;
  /** The variable of the global object that the counters stand in. Default `__coverage__`. */
  readonly coverageVariable?: string;
}

/**
 * Puts counters into JavaScript or TypeScript, any kind of module.
 *
 * @param path names the file in the coverage data; its ending tells the language
 * @returns undefined for another language, and for a text that is too large or does not parse
 */
export function instrumentCode(
  path: string,
  text: string,
  { inputMap, coverageVariable = '__coverage__' }: InstrumentOptions = {},
): InstrumentedCode | undefined {
  if (text.length > longestText) return undefined;
  for (const parserPlugins of parserPluginsFor(path)) {
    for (const esModules of [true, false]) {
      const instrumenter = createInstrumenter({
        coverageVariable,
        parserPlugins: [...parserPlugins],
        esModules,
        autoWrap: true,
        compact: false,
        preserveComments: true,
        produceSourceMap: true,
      });
      const code = attempt(() => instrumenter.instrumentSync(text, path, inputMap as never));
      if (code === undefined) continue;
      const coverage: FileCoverageData | undefined = instrumenter.lastFileCoverage();
      return { code, map: instrumenter.lastSourceMap() ?? undefined, coverage };
    }
  }
  return undefined;
}

/** In characters: a parser keeps about a hundred times as much memory. */
export const longestText = 1_048_576;

/** Code of a language or a version that the parser does not know is no fault of ours; nor is code that is nested too deep. */
export function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

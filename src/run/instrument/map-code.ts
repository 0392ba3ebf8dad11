import { transformSync, types, type PluginObj } from '@babel/core';
import type { FileCoverageData } from 'istanbul-lib-coverage';
import { programVisitor } from 'istanbul-lib-instrument';
import { attempt, instrumentCode, longestText } from './instrument-code.ts';
import { parserPluginsFor } from './parser-plugins.ts';

/**
 * What the counters of `instrumentCode` would count, without writing the code around them: half of the time.
 *
 * @returns undefined for another language, and for a text that is too large or does not parse; `coverage` undefined where a
 *   comment in the file tells istanbul to ignore it
 */
export function mapCode(
  path: string,
  text: string,
): { readonly coverage: FileCoverageData | undefined } | undefined {
  if (text.length > longestText) return undefined;
  for (const parserPlugins of parserPluginsFor(path)) {
    for (const sourceType of ['module', 'script'] as const) {
      const coverage = attempt(() => visit(path, text, sourceType, parserPlugins));
      // With counters in it already: they tell.
      if (coverage === null) return instrumentCode(path, text);
      if (coverage !== undefined) return { coverage };
    }
  }
  return undefined;
}

/** The first values of counters are code that nobody runs. */
const builders = { ...types, valueToNode: () => types.nullLiteral() };

/** Null: the text holds counters. */
function visit(
  path: string,
  text: string,
  sourceType: 'module' | 'script',
  plugins: readonly string[],
): FileCoverageData | null {
  let coverage: FileCoverageData | null = null;
  const plugin: PluginObj = {
    visitor: {
      Program: {
        enter(program) {
          const visitor = programVisitor(builders as unknown as typeof types, path);
          visitor.enter(program);
          coverage = visitor.exit(program)?.fileCoverage ?? null;
          program.stop();
        },
      },
    },
  };
  transformSync(text, {
    configFile: false,
    babelrc: false,
    filename: path,
    code: false,
    ast: false,
    parserOpts: { allowReturnOutsideFunction: true, sourceType, plugins: plugins as never },
    plugins: [() => plugin],
  });
  return coverage;
}

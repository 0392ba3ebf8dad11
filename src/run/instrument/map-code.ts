import { transformSync, types, type NodePath, type ParserOptions, type PluginObj } from '@babel/core';
import type { FileCoverageData } from 'istanbul-lib-coverage';
import { programVisitor } from 'istanbul-lib-instrument';
import type { LineRange } from '../../change/outline-lines.ts';
import { attempt, instrumentCode, longestText } from './instrument-code.ts';
import { parserPluginsFor } from './parser-plugins.ts';

/**
 * What the counters of `instrumentCode` would count, without writing the code around them: half of the time.
 *
 * @param lines what is asked about; undefined: everything. Statements at the top of the file that none of them touches are left out
 * @returns undefined for another language, and for a text that is too large or does not parse; `coverage` undefined where a
 *   comment in the file tells istanbul to ignore it
 */
export function mapCode(
  path: string,
  text: string,
  lines?: readonly LineRange[],
): { readonly coverage: FileCoverageData | undefined } | undefined {
  if (text.length > longestText) return undefined;
  for (const parserPlugins of parserPluginsFor(path)) {
    for (const sourceType of ['module', 'script'] as const) {
      const coverage = attempt(() =>
        visit(path, text, { sourceType, plugins: [...parserPlugins] as never }, lines),
      );
      // With counters in it already: they tell.
      if (coverage === null) return instrumentCode(path, text);
      if (coverage !== undefined) return { coverage };
    }
  }
  return undefined;
}

/** The library's visitor: its published types are those of another version of Babel. */
const createVisitor = programVisitor as unknown as (
  builders: object,
  path: string,
) => {
  enter(program: NodePath): void;
  exit(program: NodePath): { readonly fileCoverage: FileCoverageData } | undefined;
};

/** The first values of counters are code that nobody runs. */
const builders = { ...types, valueToNode: () => types.nullLiteral() };

/** Null: the text holds counters. */
function visit(
  path: string,
  text: string,
  syntax: Pick<ParserOptions, 'sourceType' | 'plugins'>,
  lines: readonly LineRange[] | undefined,
): FileCoverageData | null {
  let coverage: FileCoverageData | null = null;
  const plugin: PluginObj = {
    visitor: {
      Program: {
        enter(program) {
          const { node } = program;
          if (lines !== undefined) node.body = node.body.filter(({ loc }) => isAsked(loc, lines));
          const visitor = createVisitor(builders, path);
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
    parserOpts: { allowReturnOutsideFunction: true, ...syntax },
    plugins: [() => plugin],
  });
  return coverage;
}

function isAsked(loc: types.Node['loc'], lines: readonly LineRange[]): boolean {
  return !loc || lines.some(({ first, last }) => loc.start.line <= last && first <= loc.end.line);
}

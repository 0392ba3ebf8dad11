import { partOf, partsOf, textOf, type CodeNode, type ParseCode } from './code/code-node.ts';
import { readImports } from './code/read-imports.ts';
import { exportsOf } from './exports/exports-of.ts';
import type { ModuleExport } from './exports/module-export.ts';
import type { TestSetup } from './framework.ts';
import type { ImportNeed } from './test-body.ts';
import { defaultStyle, learnStyle, pythonStyle, type CodeStyle } from './write/code-style.ts';
import { learnEnding, resolveSpecifier, usualEnding, type SpecifierEnding } from './write/specifier.ts';

/** What is known where a test is written: by it imports are found, repairs decided and files laid out. */
export interface Surroundings {
  readonly setup: TestSetup;
  readonly module: ModuleUnderTest;
  /** Imports of nearby tests; a relative source is a path from the root of the repository, with `/` before it. */
  readonly neighbours: readonly ImportNeed[];
  readonly ending: SpecifierEnding;
  /** Of new files; files that exist keep their own. */
  readonly style: CodeStyle;
  /** For the language of the tests. */
  readonly parse: ParseCode;
}

/** The module that holds the code under test. */
export interface ModuleUnderTest {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly exports: readonly ModuleExport[];
  /** Exported names that only types have. */
  readonly types: ReadonlySet<string>;
  /** It exports by `module.exports`. */
  readonly isCommonJs: boolean;
}

export interface SourceFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/**
 * @param source the tree of the module under test
 * @param tests existing tests, nearest first
 * @param parse for the language of the tests
 */
export function lookAround(
  setup: TestSetup,
  source: { readonly path: string; readonly root: CodeNode },
  tests: readonly SourceFile[],
  parse: ParseCode,
): Surroundings {
  const fallback = setup.language === 'python' ? pythonStyle : defaultStyle;
  const texts = tests.map(({ text }) => text);
  return {
    setup,
    module: readModule(source.path, source.root),
    neighbours: tests.flatMap((test) => readNeighbour(test, parse)),
    ending: learnEnding([...texts, source.root.source]) ?? usualEnding(setup),
    style: learnStyle(texts[0] ?? source.root.source, fallback),
    parse,
  };
}

export function readModule(path: string, root: CodeNode): ModuleUnderTest {
  const statements = partsOf(root);
  const isModule = statements.some(({ type }) => type === 'export_statement' || type === 'import_statement');
  const declared = statements.flatMap((statement) => {
    const declaration = statement.type === 'export_statement' ? partOf(statement, 'declaration') : undefined;
    const name = partOf(declaration, 'name');
    return declaration === undefined || name === undefined
      ? []
      : [{ type: declaration.type, name: textOf(name) }];
  });
  const named = (...types: readonly string[]): string[] =>
    declared.filter(({ type }) => types.includes(type)).map(({ name }) => name);
  const enums = named('enum_declaration').map((name): ModuleExport => ({
    exported: name,
    local: name,
    kind: 'object',
    node: undefined,
  }));
  return {
    path,
    exports: [...exportsOf(root), ...enums],
    types: new Set(named('interface_declaration', 'type_alias_declaration')),
    isCommonJs: root.type === 'program' && !isModule,
  };
}

function readNeighbour({ path, text }: SourceFile, parse: ParseCode): ImportNeed[] {
  const root = parse(text);
  if (root === undefined) return [];
  return partsOf(root)
    .flatMap((statement) => readImports(statement) ?? [])
    .flatMap((need) => {
      if (!need.source.startsWith('.')) return [need];
      if (root.type === 'module') return [];
      const resolved = resolveSpecifier(path, need.source);
      return resolved === undefined ? [] : [{ ...need, source: `/${resolved}` }];
    });
}

import { chooseDeclarations, isTouched, type ChoiceOptions } from '../docstring/choose-declarations.ts';
import type { DeclarationKind } from '../docstring/declaration.ts';
import { docCoverage, type DocCoverage } from '../docstring/doc-coverage.ts';
import { findStale, type StaleDoc } from '../docstring/find-stale.ts';
import { isHeadTouched } from '../docstring/head-lines.ts';
import { docTableOf } from '../docstring/languages/table-of.ts';
import { whySkipFile } from '../docstring/skip-file.ts';
import type { DocSyntax } from './ports.ts';

/** Something that the docs of a file lack, or say wrongly. */
export interface DocProblem {
  /** 1-based line of the declaration. */
  readonly line: number;
  readonly kind: DeclarationKind;
  readonly symbol: string;
  readonly problem: 'undocumented' | StaleDoc['problem'];
  /** The parameter that is meant; empty: none. */
  readonly name: string;
  /** As it is probably called now; empty where nobody can tell. */
  readonly renamedTo: string;
}

export interface CheckedDocs {
  /** By line. */
  readonly problems: readonly DocProblem[];
  /** Of the declarations that were looked at. */
  readonly coverage: DocCoverage;
}

/**
 * What is to be done about the docs of one file. Asks no model.
 *
 * @returns undefined for a file whose language has no docs here, or that could not be parsed whole; nothing for tests and
 *   generated code
 */
export async function checkDocs(
  { path, text }: { readonly path: string; readonly text: string },
  options: ChoiceOptions,
  syntax: DocSyntax,
): Promise<CheckedDocs | undefined> {
  if (whySkipFile(path, text) !== undefined) return nothing;
  const table = docTableOf(path);
  const file = table && (await syntax.read(path, text));
  if (table === undefined || file === undefined || file.errors > 0) return undefined;
  const choice = chooseDeclarations(text, file, options, table);
  const missing = choice.chosen.map(({ declaration }) => ({ declaration, ...undocumented }));
  const { added } = options;
  const stale = findStale(text, file, table).filter(
    ({ declaration }) =>
      added === undefined ||
      isTouched(declaration, file, added) ||
      isHeadTouched(text, declaration, table, added),
  );
  const problems = [...missing, ...stale]
    .map(({ declaration: { lines, kind, symbol }, ...rest }) => ({
      line: lines.first,
      kind,
      symbol,
      ...rest,
    }))
    .sort((a, b) => a.line - b.line);
  return { problems, coverage: docCoverage(choice) };
}

const nothing: CheckedDocs = { problems: [], coverage: { wanted: 0, documented: 0 } };

const undocumented = { problem: 'undocumented', name: '', renamedTo: '' } as const;

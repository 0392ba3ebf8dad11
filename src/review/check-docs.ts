import { chooseDeclarations, type ChoiceOptions } from '../docstring/choose-declarations.ts';
import type { DeclarationKind } from '../docstring/declaration.ts';
import { findStale, type StaleDoc } from '../docstring/find-stale.ts';
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

/**
 * What is to be done about the docs of one file, by line. Asks no model.
 *
 * @returns undefined for a file without known docs, one that policy leaves alone, and one that could not be parsed
 */
export async function checkDocs(
  { path, text }: { readonly path: string; readonly text: string },
  options: ChoiceOptions,
  syntax: DocSyntax,
): Promise<readonly DocProblem[] | undefined> {
  const table = docTableOf(path);
  if (table === undefined || whySkipFile(path, text) !== undefined) return undefined;
  const file = await syntax.read(path, text);
  if (file === undefined || file.errors > 0) return undefined;
  const missing = chooseDeclarations(text, file, options, table).chosen.map(({ declaration }) => ({
    declaration,
    problem: 'undocumented' as const,
    name: '',
    renamedTo: '',
  }));
  return [...missing, ...findStale(text, file, table)]
    .map(({ declaration: { lines, kind, symbol }, ...rest }) => ({
      line: lines.first,
      kind,
      symbol,
      ...rest,
    }))
    .sort((a, b) => a.line - b.line);
}

import type { LineRange } from '../change/outline-lines.ts';
import type { Declaration, DocFile } from './declaration.ts';
import type { DocTable } from './languages/doc-table.ts';
import { placeDoc, type DocPlace, type NoPlace } from './place-doc.ts';

export interface ChoiceOptions {
  /** `public`: what code outside can use; `all`: private ones too. */
  readonly scope: 'public' | 'all';
  /** 1-based lines that a change added, ascending: only declarations with one of them; undefined: all of the file. */
  readonly added: readonly LineRange[] | undefined;
  /** Whether docstrings that a program reads at run time are written as well. */
  readonly runtimeDocs: boolean;
}

export type SkipReason =
  | 'untouched'
  | 'private'
  | 'overrides'
  | 'trivial'
  | 'runtime-doc'
  | 'takes-nothing'
  | 'same-place'
  | NoPlace;

export interface Choice {
  readonly chosen: readonly { readonly declaration: Declaration; readonly place: DocPlace }[];
  /** Those that would want one and have it. */
  readonly documented: readonly Declaration[];
  readonly skipped: readonly { readonly declaration: Declaration; readonly reason: SkipReason }[];
}

/**
 * The declarations of a file that want a doc comment and have a place for one, in order, and why the others do not.
 * `takes-nothing` is a constructor without parameters; `same-place` another one of the same statement.
 */
export function chooseDeclarations(
  text: string,
  file: DocFile,
  options: ChoiceOptions,
  table: DocTable,
): Choice {
  const chosen: { declaration: Declaration; place: DocPlace }[] = [];
  const documented: Declaration[] = [];
  const skipped: { declaration: Declaration; reason: SkipReason }[] = [];
  const taken = new Set<number>();
  for (const declaration of file.declarations) {
    const { place, reason } = placeDoc(text, declaration, file.comments, table);
    const unwanted = whySkip(declaration, file, options);
    if (reason === 'documented' && unwanted === undefined) documented.push(declaration);
    const skip = reason === 'documented' ? reason : (unwanted ?? reason);
    if (skip !== undefined) skipped.push({ declaration, reason: skip });
    else if (place !== undefined && taken.has(place.at)) skipped.push({ declaration, reason: 'same-place' });
    else if (place !== undefined) {
      taken.add(place.at);
      chosen.push({ declaration, place });
    }
  }
  return { chosen: chosen.sort((a, b) => a.place.at - b.place.at), documented, skipped };
}

function whySkip(declaration: Declaration, file: DocFile, options: ChoiceOptions): SkipReason | undefined {
  const { traits, isPublic, kind, parameters } = declaration;
  if (options.added !== undefined && !isTouched(declaration, file, options.added)) return 'untouched';
  if (options.scope === 'public' && !isPublic) return 'private';
  if (traits.includes('overrides')) return 'overrides';
  if (traits.includes('trivial')) return 'trivial';
  if (traits.includes('runtime-doc') && !options.runtimeDocs) return 'runtime-doc';
  return kind === 'constructor' && parameters.length === 0 ? 'takes-nothing' : undefined;
}

const holders = new Set<Declaration['kind']>(['class', 'interface', 'enum', 'type', 'constant']);

/** A class is not touched by a change of its members: those lines are theirs. */
export function isTouched(declaration: Declaration, file: DocFile, added: readonly LineRange[]): boolean {
  const { first, last } = declaration.lines;
  const members = holders.has(declaration.kind) ? membersOf(declaration, file) : [];
  return added.some((range) => {
    for (let line = Math.max(first, range.first); line <= Math.min(last, range.last); line++) {
      if (!members.some(({ lines }) => line >= lines.first && line <= lines.last)) return true;
    }
    return false;
  });
}

function membersOf(declaration: Declaration, file: DocFile): Declaration[] {
  const { start, end } = declaration.span;
  return file.declarations.filter(
    (other) => other !== declaration && other.span.start >= start && other.span.end <= end,
  );
}

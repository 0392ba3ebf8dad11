import type { Declaration, DocFile } from './declaration.ts';
import type { DocTable } from './languages/doc-table.ts';
import { readDoc } from './read-doc.ts';
import { readTags, type DocTags } from './read-tags.ts';

/** A doc that does not fit its declaration any more. */
export interface StaleDoc {
  readonly declaration: Declaration;
  /** `unknown-param`: documents one that is not there. `missing-param`, `missing-returns`: others are documented. */
  readonly problem: 'unknown-param' | 'missing-param' | 'missing-returns';
  /** The parameter; empty for `missing-returns`. */
  readonly name: string;
  /** As it is probably called now; empty where nobody can tell. */
  readonly renamedTo: string;
}

/** Docs of a file that tell of parameters which are gone, or leave out what their own form would name. */
export function findStale(text: string, file: DocFile, table: DocTable): StaleDoc[] {
  return file.declarations.flatMap((declaration) => {
    const doc = readDoc(text, declaration, table);
    if (doc === undefined) return [];
    const tags = readTags(doc.lines, table);
    if (!tags.hasTags || tags.isElsewhere) return [];
    return [...staleParams(declaration, tags), ...staleReturns(declaration, tags)];
  });
}

const callable = /^(?:function|method|constructor)$/;

function staleParams(declaration: Declaration, tags: DocTags): StaleDoc[] {
  const { parameters, kind, typeParameters } = declaration;
  // A class may document what its constructor takes, a constant what its function does: no parser tells.
  if (tags.params.length === 0 || (parameters.length === 0 && !callable.test(kind))) return [];
  const actual = parameters.filter(({ name }) => name !== '').map(({ name }) => name.replace(/^@/, ''));
  const patterns = parameters.length - actual.length;
  const documented = [...new Set(tags.params.map((name) => name.split('.')[0] ?? name))];
  const foreign = documented.filter((name) => !actual.includes(name) && !typeParameters.includes(name));
  // What a pattern takes may be called anything.
  const gone = foreign.slice(patterns);
  const missing = actual.filter((name) => !documented.includes(name) && !/^_/.test(name));
  const isRenamed = gone.length === 1 && missing.length === 1;
  return [
    ...gone.map((name) => ({
      declaration,
      problem: 'unknown-param' as const,
      name,
      renamedTo: isRenamed ? (missing[0] ?? '') : '',
    })),
    ...(isRenamed ? [] : missing).map((name) => ({
      declaration,
      problem: 'missing-param' as const,
      name,
      renamedTo: '',
    })),
  ];
}

function staleReturns(declaration: Declaration, tags: DocTags): StaleDoc[] {
  const { kind, returns } = declaration;
  if (tags.hasReturns || returns !== 'value' || !/^(?:function|method)$/.test(kind)) return [];
  return [{ declaration, problem: 'missing-returns', name: '', renamedTo: '' }];
}

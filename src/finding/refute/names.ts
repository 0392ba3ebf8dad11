import type { LineRange } from '../../change/outline-lines.ts';
import type { Code, Declaration, Role } from './code.ts';
import { goRole } from './go-names.ts';
import { javascriptRole } from './javascript-names.ts';
import { pythonRole } from './python-names.ts';

/** A word of the file and what it does there. */
export interface Occurrence {
  readonly index: number;
  readonly line: number;
  readonly role: Role;
}

/** A name that stands more often in one file is not looked into: each costs a walk over its scope. */
const mostOccurrences = 60;

const roles: Readonly<Record<string, (code: Code, index: number) => Role>> = {
  javascript: javascriptRole,
  typescript: javascriptRole,
  tsx: javascriptRole,
  python: pythonRole,
  go: goRole,
};

/** Where a name stands in a file, members and keys of that name among them; undefined when it stands there too often. */
export function occurrencesOf(name: string, code: Code, language: string): Occurrence[] | undefined {
  const roleOf = roles[language];
  const found = code.tokens.flatMap(({ kind, text }, index) =>
    kind === 'word' && text === name ? [index] : [],
  );
  if (roleOf === undefined || found.length > mostOccurrences) return undefined;
  return found.map((index) => ({ index, line: code.tokens[index]?.line ?? 0, role: roleOf(code, index) }));
}

export function isDeclaration(role: Role): role is Declaration {
  return typeof role === 'object';
}

export function isOn({ line }: Pick<Occurrence, 'line'>, { first, last }: LineRange): boolean {
  return first <= line && line <= last;
}

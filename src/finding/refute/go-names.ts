import { findAhead, groupOf, type Code, type Declaration, type Role } from './code.ts';

const declarers = new Set(['type', 'var', 'const']);
const headers = new Set(['if', 'for', 'switch', 'select', 'else', '}']);

/** What the word at `index` does in Go. */
export function goRole(code: Code, index: number): Role {
  const { at } = code;
  const before = at(index - 1);
  const after = at(index + 1);
  if (before === '.') return 'other';
  if (before === 'func') return { kind: 'definition', index, from: 0, to: code.tokens.length };
  if (declarers.has(before)) return { kind: 'variable', index, ...groupOf(code, index) };
  const declared = short(code, index) ?? parameter(code, index) ?? grouped(code, index);
  if (declared) return declared;
  if (after === ':') return before === 'case' ? 'use' : 'other';
  return /^(?:=|[-+*/%|&^]=|\+\+|--)$/.test(after) ? 'write' : 'use';
}

/** `name := ...`, or one of several names before `:=`. */
function short(code: Code, index: number): Declaration | undefined {
  let ahead = index + 1;
  while (ahead < index + 12 && code.at(ahead) === ',' && code.tokens[ahead + 1]?.kind === 'word') ahead += 2;
  if (code.at(ahead) !== ':=') return undefined;
  const line = code.tokens[index]?.line;
  let first = index;
  while (first > 0 && code.tokens[first - 1]?.line === line) first--;
  const group = groupOf(code, index);
  if (!headers.has(code.at(first))) return { kind: 'variable', index, ...group };
  const body = findAhead(code, ahead, ['{']);
  return { kind: 'parameter', index, from: index, to: (body && code.partner.get(body)) ?? index };
}

function parameter(code: Code, index: number): Declaration | undefined {
  const opener = code.parent[index] ?? -1;
  if (code.at(opener) !== '(' || !isSignature(code, opener)) return undefined;
  const after = code.tokens[index + 1];
  const isPlace = ['(', ','].includes(code.at(index - 1));
  const isNamed = after?.kind === 'word' || [',', '*', '[', '...'].includes(after?.text ?? '');
  const body = isPlace && isNamed ? bodyOf(code, code.partner.get(opener) ?? opener) : undefined;
  return body === undefined ? undefined : { kind: 'parameter', index, from: opener, to: body };
}

/** Receiver, parameters or results of a function. */
function isSignature(code: Code, opener: number): boolean {
  let lead = opener;
  for (let lists = 0; lists < 3; lists++) {
    if (code.at(lead - 1) === 'func') return true;
    if (code.at(lead - 2) === 'func') return code.tokens[lead - 1]?.kind === 'word';
    const close = code.at(lead - 1) === ')' ? lead - 1 : lead - 2;
    if (code.at(close) !== ')') return false;
    lead = code.partner.get(close) ?? lead;
  }
  return false;
}

/** The end of the body behind a list of a signature. */
function bodyOf(code: Code, close: number): number | undefined {
  for (let index = close + 1; index < close + 60; index++) {
    const text = code.at(index);
    const isType = ['struct', 'interface'].includes(code.at(index - 1));
    if (text === '{' && !isType) return code.partner.get(index);
    if (text === '' || [')', ']', '}'].includes(text)) return undefined;
    index = code.partner.get(index) ?? index;
  }
  return undefined;
}

/** A line of `var (...)`, `const (...)` or `type (...)`. */
function grouped(code: Code, index: number): Declaration | undefined {
  const opener = code.parent[index] ?? -1;
  const isFirst = code.tokens[index]?.line !== code.tokens[index - 1]?.line;
  if (code.at(opener) !== '(' || !isFirst || !declarers.has(code.at(opener - 1))) return undefined;
  return { kind: 'variable', index, ...groupOf(code, opener) };
}

/** The names of packages that a file imports: the alias, else the last part of the path. */
export function goImports(code: Code): Set<string> {
  const names = new Set<string>();
  for (let index = 0; index < code.tokens.length; index++) {
    if (code.at(index) !== 'import' || (code.parent[index] ?? -1) >= 0) continue;
    const opener = index + 1;
    const end = code.at(opener) === '(' ? (code.partner.get(opener) ?? opener) : index + 2;
    for (let at = opener; at <= end; at++) addImport(code, at, names);
  }
  return names;
}

function addImport({ tokens }: Code, index: number, names: Set<string>): void {
  const path = tokens[index];
  if (path?.kind !== 'string') return;
  const alias = tokens[index - 1];
  const isAlias = alias?.kind === 'word' && alias.text !== 'import' && alias.line === path.line;
  const parts = path.text.split('/').filter((part) => !/^v\d+$/.test(part));
  names.add(isAlias ? alias.text : (parts.at(-1) ?? ''));
}

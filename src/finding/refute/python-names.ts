import { groupOf, type Code, type Declaration, type Role } from './code.ts';

/** What the word at `index` does in Python. */
export function pythonRole(code: Code, index: number): Role {
  const { at } = code;
  const before = at(index - 1);
  if (before === '.' || ['global', 'nonlocal', 'del'].includes(before)) return 'other';
  const start = statementStart(code, index);
  if (start === undefined) return 'other';
  const first = at(start) === 'async' ? at(start + 1) : at(start);
  if (first === 'import' || first === 'from') return imported(code, index, start, first);
  if (before === 'def' || before === 'class') {
    return isInClass(code, start) ? 'other' : { kind: 'definition', index, ...blockOf(code, start) };
  }
  return (
    parameter(code, index, start) ??
    loopTarget(code, index, start, first) ??
    assigned(code, index, start, first) ??
    usage(code, index)
  );
}

function usage(code: Code, index: number): Role {
  const after = code.at(index + 1);
  if (after === '=') return code.at(code.parent[index] ?? -1) === '(' ? 'other' : 'write';
  if (/^[-+*/%|&^]=$|^\*\*=$/.test(after)) return 'write';
  for (let back = index - 1; back > index - 10; back--) {
    if (code.at(back) === ':' || code.at(back) === '') break;
    if (code.at(back) === 'lambda') return 'other';
  }
  return 'use';
}

function imported(code: Code, index: number, start: number, first: string): Role {
  const before = code.at(index - 1);
  if (first === 'from' && !between(code, start, index, 'import')) return 'other';
  if (!['import', ',', '(', 'as'].includes(before) || code.at(index + 1) === 'as') return 'other';
  return { kind: 'import', index, ...blockOf(code, start) };
}

function parameter(code: Code, index: number, start: number): Role | undefined {
  const opener = code.parent[index] ?? -1;
  if (code.at(opener) !== '(' || code.at(opener - 2) !== 'def') return undefined;
  const isPlace = ['(', ',', '*', '**'].includes(code.at(index - 1));
  if (!isPlace || ![',', ')', '=', ':'].includes(code.at(index + 1))) return undefined;
  return { kind: 'parameter', index, ...bodyOf(code, start) };
}

/** What `for`, `with` and `except` bind: known in the body, or in the brackets of a comprehension. */
function loopTarget(code: Code, index: number, start: number, first: string): Declaration | undefined {
  if (code.at(index - 1) === 'as' && (first === 'with' || first === 'except'))
    return { kind: 'parameter', index, ...bodyOf(code, start) };
  for (let back = index - 1; back > index - 10 && back >= start; back--) {
    if (code.at(back) === 'in') return undefined;
    if (code.at(back) !== 'for') continue;
    if (!between(code, back, Math.min(index + 10, code.tokens.length), 'in')) return undefined;
    const isStatement = (code.parent[back] ?? -1) < 0;
    return { kind: 'parameter', index, ...(isStatement ? bodyOf(code, start) : groupOf(code, back)) };
  }
  return undefined;
}

function assigned(code: Code, index: number, start: number, first: string): Role | undefined {
  const before = code.at(index - 1);
  const after = code.at(index + 1);
  const declare = (): Role => (isInClass(code, start) ? 'other' : variable(code, index, start));
  if (after === ':=') return variable(code, index, start);
  if (after === ':' && index === start) return hasAssignment(code, start, index) ? declare() : 'other';
  const isTarget =
    (index === start || [',', '(', '*', '='].includes(before)) && ['=', ',', ')'].includes(after);
  const isPlain = !['if', 'while', 'return', 'assert', 'yield', 'for', 'with', 'def', 'class'].includes(
    first,
  );
  const opener = code.parent[index] ?? -1;
  const isOutside = opener < 0 || opener === start;
  return isTarget && isPlain && isOutside && hasAssignment(code, start, index) ? declare() : undefined;
}

function variable(code: Code, index: number, start: number): Declaration {
  return { kind: 'variable', index, ...blockOf(code, start) };
}

/** Whether `=` stands behind the word in its statement, outside of brackets. */
function hasAssignment(code: Code, start: number, index: number): boolean {
  for (let ahead = index; ahead < index + 60 && ahead < code.tokens.length; ahead++) {
    if (ahead > start && isStart(code, ahead)) return false;
    if (code.at(ahead) === '=' && (code.parent[ahead] ?? -1) < 0) return true;
  }
  return false;
}

function between(code: Code, from: number, to: number, text: string): boolean {
  for (let index = from; index < to; index++) if (code.at(index) === text) return true;
  return false;
}

/** Longest statement that is understood, in tokens. */
const longestStatement = 400;

function statementStart(code: Code, index: number): number | undefined {
  for (let start = index; start > index - longestStatement && start >= 0; start--)
    if (isStart(code, start)) return start;
  return undefined;
}

/** The first token of its line, outside of brackets. */
function isStart({ tokens, parent, at }: Code, index: number): boolean {
  if ((parent[index] ?? -1) >= 0) return false;
  if (at(index) === ')' || at(index) === ']' || at(index) === '}') return false;
  if (index === 0) return true;
  return tokens[index]?.line !== tokens[index - 1]?.line && at(index - 1) !== '\\';
}

/** The block that holds a statement, without the line above that opens it. */
function blockOf(code: Code, start: number): { from: number; to: number } {
  const opener = openerOf(code, start);
  if (opener === undefined) return { from: 0, to: code.tokens.length };
  return { from: opener + 1, to: bodyOf(code, opener).to };
}

/** The statement whose block holds this one; undefined outside of all. */
function openerOf(code: Code, start: number): number | undefined {
  const indent = code.tokens[start]?.column ?? 0;
  for (let index = start - 1; index >= 0 && indent > 0; index--)
    if (isStart(code, index) && (code.tokens[index]?.column ?? 0) < indent) return index;
  return undefined;
}

/** A statement and the lines below it that stand further in. */
function bodyOf(code: Code, start: number): { from: number; to: number } {
  const indent = code.tokens[start]?.column ?? 0;
  let to = start + 1;
  while (to < code.tokens.length && !(isStart(code, to) && (code.tokens[to]?.column ?? 0) <= indent)) to++;
  return { from: start, to: to - 1 };
}

function isInClass(code: Code, start: number): boolean {
  const opener = openerOf(code, start);
  return opener !== undefined && code.at(opener) === 'class';
}

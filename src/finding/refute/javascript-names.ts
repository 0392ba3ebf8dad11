import { findAhead, groupOf, type Code, type Declaration, type Role } from './code.ts';

const definers = new Set(['function', 'class', 'interface', 'enum', 'namespace', 'type']);
const variables = new Set(['const', 'let', 'var']);
const control = new Set(['if', 'for', 'while', 'switch', 'with', 'return', 'await', 'typeof']);
const writes = new Set([
  '=',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '|=',
  '&=',
  '^=',
  '&&=',
  '||=',
  '??=',
  '++',
  '--',
]);
const methodLeads = new Set(['{', '}', ';', ',', 'async', 'static', 'get', 'set', '*']);
const modifiers = new Set(['(', ',', '...', 'public', 'private', 'protected', 'readonly']);

/** What the word at `index` does in JavaScript or TypeScript. */
export function javascriptRole(code: Code, index: number): Role {
  const { at } = code;
  const before = at(index - 1);
  const after = at(index + 1);
  if (before === '.' || before === '?.' || before === '#' || before === '@') return 'other';
  return importRole(code, index) ?? declared(code, index) ?? usage(code, index, before, after);
}

function usage(code: Code, index: number, before: string, after: string): Role {
  if (after === ':' && before !== '?' && before !== 'case') return 'other';
  if ((after === '?' || after === '!') && code.at(index + 2) === ':') return 'other';
  if (before === 'as' && code.at(code.parent[index] ?? -1) === '{') return 'other';
  if (writes.has(after) || before === '++' || before === '--') return 'write';
  if (after === '(' && methodLeads.has(before)) {
    const behind = code.at((code.partner.get(index + 1) ?? index) + 1);
    if (behind === '{' || (behind === ':' && code.at(code.parent[index] ?? -1) === '{')) return 'other';
  }
  return 'use';
}

/** Names between `import` and the string that says from where. */
function importRole(code: Code, index: number): Role | undefined {
  const top = code.at(code.parent[index] ?? -1) === '{' ? (code.parent[index] ?? -1) : index;
  if ((code.parent[top] ?? -1) >= 0) return undefined;
  let start = top;
  for (let steps = 0; steps < 8 && start >= 0 && code.at(start) !== 'import'; steps++) start--;
  if (code.at(start) !== 'import' || ['(', '.', '""'].includes(code.at(start + 1))) return undefined;
  const end = findAhead(code, start + 1, ['from', ';']);
  if (end === undefined || end <= index || code.at(end) !== 'from') return undefined;
  if (code.at(index + 1) === 'as') return 'other';
  return { kind: 'import', index, from: 0, to: code.tokens.length };
}

function declared(code: Code, index: number): Declaration | undefined {
  const before = code.at(index - 1);
  const keyword = before === '*' ? code.at(index - 2) : before;
  if (definers.has(keyword) && isDefinition(code, keyword, index))
    return { kind: 'definition', index, ...groupOf(code, index) };
  if (variables.has(before)) return variable(code, index, index - 1);
  if (code.at(index + 1) === '=>')
    return { kind: 'parameter', index, from: index, to: arrowEnd(code, index + 1) };
  return inPattern(code, index);
}

function isDefinition(code: Code, keyword: string, index: number): boolean {
  return keyword !== 'type' || ['=', '<'].includes(code.at(index + 1));
}

function variable(code: Code, index: number, keyword: number): Declaration {
  const group = groupOf(code, keyword);
  if (code.at(group.from) !== '(' || group.to >= code.tokens.length)
    return { kind: 'variable', index, ...group };
  // The header of a loop: known in its body too.
  const body = group.to + 1;
  const to = code.at(body) === '{' ? code.partner.get(body) : findAhead(code, body, [';']);
  return { kind: 'parameter', index, from: group.from, to: to ?? body };
}

/** Part of a list of parameters, or of a pattern that takes values apart. */
function inPattern(code: Code, index: number): Declaration | undefined {
  const before = code.at(index - 1);
  const after = code.at(index + 1);
  let opener = code.parent[index] ?? -1;
  if (code.at(opener) === '(') {
    const isPlace = modifiers.has(before) && [',', ')', '=', ':', '?'].includes(after);
    return isPlace ? parameter(code, index, opener) : undefined;
  }
  const isTarget = ['{', '[', ',', '...', ':'].includes(before) && [',', '}', ']', '='].includes(after);
  for (let steps = 0; isTarget && steps < 10 && ['{', '['].includes(code.at(opener)); steps++) {
    const lead = code.at(opener - 1);
    if (variables.has(lead)) return variable(code, index, opener - 1);
    const outer = code.parent[opener] ?? -1;
    if (code.at(outer) === '(' && ['(', ','].includes(lead)) return parameter(code, index, outer);
    if (![':', ',', '[', '{', '...'].includes(lead)) return undefined;
    opener = outer;
  }
  return undefined;
}

function parameter(code: Code, index: number, opener: number): Declaration | undefined {
  const to = bodyEnd(code, opener);
  return to === undefined ? undefined : { kind: 'parameter', index, from: opener, to };
}

/** The end of the function whose parameters stand in these parentheses; undefined when they are no parameters. */
function bodyEnd(code: Code, opener: number): number | undefined {
  const close = code.partner.get(opener) ?? opener;
  const name = beforeGenerics(code, opener - 1);
  const lead = code.at(name);
  if (code.at(close + 1) === '=>') return arrowEnd(code, close + 1);
  if (control.has(lead) || lead === '?') return undefined;
  const isFunction =
    lead === 'function' || code.at(name - 1) === 'function' || code.at(name - 2) === 'function';
  if (code.at(close + 1) === '{') return isWord(code, name) ? code.partner.get(close + 1) : undefined;
  if (code.at(close + 1) !== ':' || code.at(name - 1) === '?') return undefined;
  const end = typeEnd(code, close + 2);
  if (end === undefined) return undefined;
  if (code.at(end) === '=>') return isWord(code, name) && lead !== 'async' ? undefined : arrowEnd(code, end);
  return isFunction || (isWord(code, name) && isMethodLead(code, name)) ? code.partner.get(end) : undefined;
}

function isMethodLead(code: Code, name: number): boolean {
  return (
    methodLeads.has(code.at(name - 1)) ||
    ['public', 'private', 'protected', 'override'].includes(code.at(name - 1))
  );
}

function isWord({ tokens }: Code, index: number): boolean {
  return tokens[index]?.kind === 'word';
}

/** Behind a type that a function returns: its body, or its arrow. */
function typeEnd(code: Code, start: number): number | undefined {
  let index = start;
  for (let steps = 0; steps < 60; steps++) {
    const text = code.at(index);
    if (text === '=>') return index;
    const isType = ['{', '[', '('].includes(text) && (text !== '{' || isTypeLead(code.at(index - 1)));
    if (text === '{' && !isType) return index;
    if (text === '' || [';', ',', '=', ')', '}', ']'].includes(text)) return undefined;
    index = (isType ? (code.partner.get(index) ?? index) : index) + 1;
  }
  return undefined;
}

function isTypeLead(text: string): boolean {
  return [':', '|', '&', '<', ','].includes(text);
}

/** `f<T>(`: the index of `f`. */
function beforeGenerics(code: Code, index: number): number {
  if (code.at(index) !== '>') return index;
  for (let back = index; back > index - 20 && back >= 0; back--) if (code.at(back) === '<') return back - 1;
  return index;
}

function arrowEnd(code: Code, arrow: number): number {
  const body = arrow + 1;
  if (code.at(body) === '{') return code.partner.get(body) ?? body;
  const stop = findAhead(code, body, [',', ';', ')', ']', '}']);
  return stop ?? body;
}

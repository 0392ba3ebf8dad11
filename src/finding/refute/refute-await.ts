import type { Code } from './code.ts';
import { isDeclaration, occurrencesOf } from './names.ts';
import type { Remark } from './remark.ts';

const missing =
  /\b(?:missing|lacks?|without|no|needs?|requires?|forg[eo]t(?:ten)?|should (?:be|use)|must be|is not|isn't|not|never)(?: being)? (?:an? |the |to )?(?:use of )?[`'"]?await(?:ed)?\b/i;

/** A name in back quotes, or one that is called. */
const callee = /`(?:await )?([\w$.]{1,100})(?:\([^`]{0,200}\))?`|\b([\w$.]{1,100})\(\)/g;

/** What these call is not awaited by awaiting them. */
const callers = new Set(['forEach', 'map', 'filter', 'reduce', 'some', 'every', 'flatMap', 'find']);
const gatherers = new Set(['all', 'allSettled', 'race', 'any', 'gather']);

/** Why a remark that an `await` is missing is wrong. */
export function refuteAwait({ said, language, code, quoted }: Remark): string | undefined {
  if (!missing.test(said) || quoted === undefined || language === 'go') return undefined;
  const named = [...said.matchAll(callee)].map(([, a, b]) => (a ?? b ?? '').split('.').at(-1) ?? '');
  const names = [...new Set(named)].filter((name) => !['', 'await', 'async', 'Promise'].includes(name));
  if (names.length > 1 || names.some((name) => callers.has(name))) return undefined;
  const calls = callsIn(quoted).filter((index) => names.length === 0 || quoted.at(index) === names[0]);
  if (calls.length === 0 || (names.length === 0 && calls.length > 1)) return undefined;
  if (callers.has(quoted.at(calls[0] ?? 0))) return undefined;
  if (calls.every((index) => isAwaited(quoted, index))) return 'the call is awaited';
  const name = quoted.at(calls[0] ?? 0);
  return code && isSync(name, code, language) ? `${name} is not asynchronous` : undefined;
}

function callsIn(code: Code): number[] {
  return code.tokens.flatMap((token, index) =>
    token.kind === 'word' &&
    code.at(index + 1) === '(' &&
    !['if', 'for', 'while', 'switch', 'catch', 'function', 'return', 'await'].includes(token.text)
      ? [index]
      : [],
  );
}

function isAwaited(code: Code, index: number): boolean {
  const lead = chainStart(code, index) - 1;
  if (code.at(lead) === 'await') return true;
  // One of several that are awaited together.
  let opener = code.parent[index] ?? -1;
  if (code.at(opener) === '[') opener = code.parent[opener] ?? -1;
  const gatherer = opener - 1;
  return gatherers.has(code.at(gatherer)) && code.at(chainStart(code, gatherer) - 1) === 'await';
}

/** `a.b.c`: the index of `a`, when `c` is asked for. */
function chainStart(code: Code, index: number): number {
  let start = index;
  while (['.', '?.'].includes(code.at(start - 1)) && code.tokens[start - 2]?.kind === 'word') start -= 2;
  return start;
}

const plainTypes = new Set([
  'number',
  'string',
  'boolean',
  'void',
  'bigint',
  'Date',
  'int',
  'float',
  'str',
  'bool',
  'None',
]);
const promises = /^(?:Promise\w*|PromiseLike|then|async|await|asyncio|yield|return)$/;

/** Declared once, without `async`, and it can't hand out a promise: its type says so, or it returns nothing. */
function isSync(name: string, code: Code, language: string): boolean {
  const found = occurrencesOf(name, code, language) ?? [];
  const declared = found.map(({ role }) => role).filter(isDeclaration);
  const [only] = declared;
  if (only?.kind !== 'definition' || declared.length > 1) return false;
  if (!['function', 'def'].includes(code.at(only.index - 1)) || code.at(only.index - 2) === 'async')
    return false;
  const close = code.partner.get(only.index + 1) ?? only.index;
  if ([':', '->'].includes(code.at(close + 1)) && ['{', ':'].includes(code.at(close + 3)))
    return plainTypes.has(code.at(close + 2));
  const end = code.at(close + 1) === '{' ? code.partner.get(close + 1) : undefined;
  const body = end === undefined ? undefined : code.tokens.slice(close, end);
  return body !== undefined && !body.some(({ text }) => promises.test(text));
}

import type { SyntaxPattern, SyntaxRule } from './syntax-rule.ts';

/**
 * Words one of which stands in every match of the rule; empty when no such list can be told from the rule alone. A text
 * without any of them need not be parsed.
 *
 * Patterns give their longest word, kinds the keyword that makes them, regular expressions only when they are a list
 * of words. What a rule says about the surroundings (`inside`, `precedes`, `follows`) or denies says nothing here.
 */
export function deriveHints({ rule, constraints = {}, utils = {} }: SyntaxRule): string[] {
  const own = wordsOf(rule, utils, 0);
  const bound = Object.entries(constraints).map(([name, constraint]) =>
    isBoundBy(rule, name) ? wordsOf(constraint, utils, 0) : undefined,
  );
  return [...(best([own, ...bound]) ?? [])];
}

/** Undefined: no words can be told. */
type Words = ReadonlySet<string> | undefined;

type Utils = Readonly<Record<string, SyntaxPattern>>;

/** Rules that name each other in a circle are refused by the engine, not here. */
const deepest = 20;

function wordsOf(pattern: unknown, utils: Utils, depth: number): Words {
  if (typeof pattern !== 'object' || pattern === null || depth > deepest) return undefined;
  const parts = pattern as Readonly<Record<string, unknown>>;
  return best([
    typeof parts['pattern'] === 'string' ? wordOfPattern(parts['pattern']) : undefined,
    typeof parts['kind'] === 'string' ? wordOfKind(parts['kind']) : undefined,
    typeof parts['regex'] === 'string' ? wordsOfRegex(parts['regex']) : undefined,
    wordsOf(parts['has'], utils, depth + 1),
    Array.isArray(parts['all']) ? best(parts['all'].map((one) => wordsOf(one, utils, depth + 1))) : undefined,
    Array.isArray(parts['any'])
      ? union(parts['any'].map((one) => wordsOf(one, utils, depth + 1)))
      : undefined,
    typeof parts['matches'] === 'string' && Object.hasOwn(utils, parts['matches'])
      ? wordsOf(utils[parts['matches']], utils, depth + 1)
      : undefined,
  ]);
}

/** The list whose shortest word is longest: the rarest in code. */
function best(lists: readonly Words[]): Words {
  return lists.reduce((chosen, list) => (rarity(list) > rarity(chosen) ? list : chosen), undefined);
}

function rarity(words: Words): number {
  return words === undefined ? 0 : Math.min(...[...words].map((word) => word.length));
}

function union(lists: readonly Words[]): Words {
  const words = new Set<string>();
  for (const list of lists) {
    if (list === undefined) return undefined;
    for (const word of list) words.add(word);
  }
  return words.size === 0 ? undefined : words;
}

/** The longest name or keyword, else the longest operator of two characters or more. */
function wordOfPattern(pattern: string): Words {
  const code = pattern.replace(/\$+[A-Z_][A-Z0-9_]*|\$\$\$/g, ' ');
  const names = code.match(/[A-Za-z_]\w+/g) ?? code.match(/[^\w\s()[\]{};,.'"`$]{2,}/g) ?? [];
  const longest = names.reduce((chosen, name) => (name.length > chosen.length ? name : chosen), '');
  return longest === '' ? undefined : new Set([longest]);
}

/** Keywords without which there is no such node, in all grammars that have the kind. */
const kindWords: Readonly<Record<string, readonly string[]>> = {
  debugger_statement: ['debugger'],
  catch_clause: ['catch'],
  finally_clause: ['finally'],
  except_clause: ['except'],
  try_statement: ['try'],
  throw_statement: ['throw'],
  raise_statement: ['raise'],
  assert_statement: ['assert'],
  with_statement: ['with'],
  switch_statement: ['switch'],
  switch_case: ['case'],
  switch_default: ['default'],
  await_expression: ['await'],
  await: ['await'],
  yield_expression: ['yield'],
  new_expression: ['new'],
  delete_statement: ['del'],
  global_statement: ['global'],
  return_statement: ['return'],
  for_statement: ['for'],
  for_in_statement: ['for'],
  while_statement: ['while'],
  do_statement: ['while'],
  defer_statement: ['defer'],
  go_statement: ['go '],
  import_statement: ['import'],
  lambda: ['lambda'],
};

function wordOfKind(kind: string): Words {
  return Object.hasOwn(kindWords, kind) ? new Set(kindWords[kind]) : undefined;
}

/** `^(?:md5|sha1)$` and the like; anything more is not read. */
function wordsOfRegex(regex: string): Words {
  const [, list] = /^\^?(?:\((?:\?:)?)?([\w|]+)\)?\$?$/.exec(regex) ?? [];
  const words = list?.split('|') ?? [];
  return words.length > 0 && words.every((word) => word.length >= 2) ? new Set(words) : undefined;
}

/** True when every match binds the variable: it stands in the pattern itself. */
function isBoundBy(rule: SyntaxPattern, name: string): boolean {
  const { pattern } = rule;
  return typeof pattern === 'string' && new RegExp(`\\$${name}(?![A-Z0-9_])`).test(pattern);
}

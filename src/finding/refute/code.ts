import { readTokens, type Token } from './read-tokens.ts';

/** A file as tokens, with its brackets. Token indices are 0-based; one behind the last token is `tokens.length`. */
export interface Code {
  readonly tokens: readonly Token[];
  /** Of each token the index of the bracket it stands in, -1 outside of all. */
  readonly parent: readonly number[];
  /** Of each opening bracket the index of the closing one, and the other way round. */
  readonly partner: ReadonlyMap<number, number>;
  /** The text of a token, `""` for every string; empty where there is none. */
  readonly at: (index: number) => string;
}

/** What a word does where it stands. `other`: a member, a key, a label, or something that is not understood. */
export type Role = Declaration | 'use' | 'write' | 'other';

/** A name is declared, and can be used from token `from` to token `to`, both inclusive. */
export interface Declaration {
  readonly kind: 'import' | 'definition' | 'parameter' | 'variable';
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Undefined for a language that is not known, a large text, and one whose brackets do not match. */
export function readCode(text: string, language: string): Code | undefined {
  const tokens = readTokens(text, language);
  if (tokens === undefined) return undefined;
  const parent: number[] = [];
  const partner = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { kind, text: mark }] of tokens.entries()) {
    const isMark = kind === 'mark';
    if (isMark && (mark === ')' || mark === ']' || mark === '}')) {
      const start = open.pop();
      if (start === undefined || closing[tokens[start]?.text ?? ''] !== mark) return undefined;
      partner.set(start, index).set(index, start);
    }
    parent.push(open.at(-1) ?? -1);
    if (isMark && (mark === '(' || mark === '[' || mark === '{')) open.push(index);
  }
  if (open.length > 0) return undefined;
  const at = (index: number): string =>
    tokens[index]?.kind === 'string' ? '""' : (tokens[index]?.text ?? '');
  return { tokens, parent, partner, at };
}

/** From the bracket that a token stands in to the one that closes it; the whole file outside of all. */
export function groupOf({ tokens, parent, partner }: Code, index: number): { from: number; to: number } {
  const from = parent[index] ?? -1;
  return from < 0 ? { from: 0, to: tokens.length } : { from, to: partner.get(from) ?? tokens.length };
}

/** The first token from `start` on that is one of `wanted`, brackets passed over; undefined when none is near. */
export function findAhead(code: Code, start: number, wanted: readonly string[]): number | undefined {
  let index = start;
  for (let steps = 0; steps < 400 && index < code.tokens.length; steps++) {
    const text = code.at(index);
    if (wanted.includes(text)) return index;
    if ([')', ']', '}'].includes(text)) return undefined;
    index = (code.partner.get(index) ?? index) + 1;
  }
  return undefined;
}

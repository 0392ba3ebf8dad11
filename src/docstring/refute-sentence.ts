import { asciiFirst } from './ascii-first.ts';
import type { Declaration } from './declaration.ts';
import { stem, wordsOfName } from './name-words.ts';
import { provableClaims } from './provable-claims.ts';

/** What a sentence has to agree with. */
export interface CodeEvidence {
  readonly declaration: Declaration;
  /** The declaration's own text, comments and all. */
  readonly code: string;
  /** Its names again, split into words. */
  readonly words: readonly string[];
}

export function gatherEvidence(declaration: Declaration, code: string): CodeEvidence {
  return { declaration, code, words: wordsOfName(`${code} ${declaration.symbol}`) };
}

/** Numbers that a model writes out. `one` is an article more often than a number. */
const written: Readonly<Record<string, string>> = {
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
};

/**
 * Why a sentence cannot be what the code says, by what the code plainly lacks; empty where nothing speaks against it.
 *
 * @param part `throws` is about what is thrown, so that it may say so
 */
export function whyRefuted(
  sentence: string,
  { declaration, code, words }: CodeEvidence,
  part: 'text' | 'throws' = 'text',
): string {
  if (part === 'text' && declaration.throws.length === 0 && throwing.test(sentence))
    return 'it throws nothing';
  const number = numbersOf(sentence).find((one) => !code.includes(one.digits) && !hasWord(words, one.said));
  if (number !== undefined) return `it has no ${number.said}`;
  const quoted = literalsOf(sentence).find((one) => !code.includes(one));
  if (quoted !== undefined) return `it has no "${quoted}"`;
  if (/\brecursive/i.test(sentence) && !callsItself(declaration, code)) return 'it does not call itself';
  const plain = `${code} ${words.join(' ')}`;
  return provableClaims.find(({ says, shows }) => says.test(sentence) && !shows.test(plain))?.reason ?? '';
}

const throwing = /\b(?:throws?|raises?|panics?)\b/i;

interface SpokenNumber {
  readonly said: string;
  readonly digits: string;
}

const loneDigits = asciiFirst(/(?<![\p{L}\p{N}_.-])\d+(?:\.\d+)?(?![\p{L}\p{N}_-])/gu);
const letters = asciiFirst(/\p{L}+/gu);
const quotedText = asciiFirst(/(?<![\p{L}\p{N}])(["'])([^"']{1,60})\1(?![\p{L}\p{N}])/gu);

/** Digits that stand alone, and numbers written out. */
function numbersOf(sentence: string): SpokenNumber[] {
  const digits = sentence.match(loneDigits(sentence)) ?? [];
  const words = sentence.toLowerCase().match(letters(sentence)) ?? [];
  return [
    ...digits.map((said) => ({ said, digits: said })),
    ...words.flatMap((said) => (Object.hasOwn(written, said) ? [{ said, digits: written[said] ?? '' }] : [])),
  ];
}

function hasWord(words: readonly string[], word: string): boolean {
  return words.some((own) => stem(own) === stem(word));
}

/** What stands in quotes: a literal of the code, when it stands for one. */
function literalsOf(sentence: string): string[] {
  return [...sentence.matchAll(quotedText(sentence))].flatMap(([, , said]) => said ?? []);
}

function callsItself({ name }: Declaration, code: string): boolean {
  return code.split(name).length > 2;
}

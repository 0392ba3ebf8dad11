import { asciiFirst } from './ascii-first.ts';

const words = asciiFirst(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}|\p{Lo}+|\p{N}+/gu);

/** The words that a name is made of, in lower case: `parseHTTPHeader_v2` gives parse, http, header, v, 2. */
export function wordsOfName(name: string): string[] {
  const parts = name.match(words(name)) ?? [];
  return parts.map((part) => part.toLowerCase());
}

/** What is left of a word without the endings that change its form only: `caches`, `cached`, `caching` give `cach`. */
export function stem(word: string): string {
  const low = word.toLowerCase().replace(/['’]s$/, '');
  const base = low.replace(/(?:ations?|ators?|ings?|ies|ers?|ors?|ions?|ed|es|s|e|y)$/, '');
  const kept = base.length >= 3 ? base : low;
  return kept.replace(/([b-df-hj-np-tv-z])\1$/, '$1');
}

/** True when `word` is one of the words of a name, in another form or written out: `config` for `configuration`. */
export function isWordOf(word: string, nameWords: readonly string[]): boolean {
  const stemmed = stem(word);
  return nameWords.some(
    (own) => stem(own) === stemmed || (own.length >= 3 && word.toLowerCase().startsWith(own)),
  );
}

import { replaceActive } from '../safety/active-characters.ts';

/** With the `u` flag this matches lone surrogates only: strict JSON readers refuse them, escaped or not. */
const loneSurrogate = /\p{Cs}/gu;

/**
 * JSON whose strings mean what `value`'s do, except that a lone surrogate becomes U+FFFD, and whose bytes are
 * safe to print: control and invisible characters are escaped.
 */
export function stringifyJson(value: unknown, indent?: number): string {
  const json = JSON.stringify(
    value,
    (_key, item: unknown) => (typeof item === 'string' ? wellFormed(item) : item),
    indent,
  );
  return replaceActive(json, (character) => (character === '\n' ? character : escapeUnits(character)));
}

/** `text` with each lone surrogate replaced by U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(loneSurrogate, '\ufffd');
}

function escapeUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

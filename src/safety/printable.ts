import { replaceActive } from './active-characters.ts';

/** One line for a message: active characters and runs of white space become one space, at most `length` characters. */
export function printable(text: string, length: number): string {
  const line = replaceActive(text, () => ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const letters = [...line];
  return letters.length <= length ? line : `${letters.slice(0, length - 1).join('')}…`;
}

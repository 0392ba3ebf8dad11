import { replaceActive, showCharacter } from './active-characters.ts';

/** Several lines of prose or code: line feeds and tabs stay, every other active character becomes visible. */
export function inertText(text: string): string {
  return replaceActive(text.replace(/\r\n/g, '\n'), (character) =>
    character === '\n' || character === '\t' ? character : showCharacter(character),
  );
}

/** Prose on one line: each run of white space becomes one space. */
export function inertLine(text: string): string {
  return inertText(text).replace(/\s+/gu, ' ').trim();
}

/** A path or name on one line that still shows what it is: line feeds and tabs become visible too. */
export function inertName(name: string): string {
  return replaceActive(name, showCharacter);
}

/**
 * Characters that act on a terminal or hide from the reader: control, format (invisible, direction), line and
 * paragraph separators, lone surrogates, blank fillers.
 */
const active = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\ufffe\uffff]/gu;

/** Several lines of prose or code: line feeds and tabs stay, every other active character becomes visible. */
export function inertText(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(active, (character) => (character === '\n' || character === '\t' ? character : show(character)));
}

/** Prose on one line: each run of white space becomes one space. */
export function inertLine(text: string): string {
  return inertText(text).replace(/\s+/gu, ' ').trim();
}

/** A path or name on one line that still shows what it is: line feeds and tabs become visible too. */
export function inertName(name: string): string {
  return name.replace(active, show);
}

/** `\u{1b}`: what JavaScript would write. */
function show(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

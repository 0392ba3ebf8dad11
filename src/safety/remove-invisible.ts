import { replaceActive } from './active-characters.ts';

/** Terminal escape sequences: CSI, OSC (ended by BEL or ST) and the two-character ones. */
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

/** Characters that stay or leave a mark: a line separator parts lines, a lone surrogate was some character. */
const kept: Readonly<Record<string, string>> = { '\n': '\n', '\t': '\t', '\u2028': '\n', '\u2029': '\n' };

/** The text without active characters; line feeds and tabs stay, lone surrogates become U+FFFD. */
export function removeInvisible(text: string): string {
  return replaceActive(text.replace(escapes, ''), (character) => {
    return /^\p{Cs}$/u.test(character) ? '\ufffd' : (kept[character] ?? '');
  });
}

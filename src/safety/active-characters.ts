/**
 * The one table of characters that act instead of showing something. Every place that makes text inert asks it, and
 * only decides what stands there instead.
 *
 * - control characters: they steer terminals, `\p{Cc}`
 * - format and bidirectional controls, tags, zero widths, fillers, variation selectors: they hide or reorder text
 *   (Unicode's categories and its Default_Ignorable_Code_Point, UAX #44); the blank of Braille shows nothing either
 * - line and paragraph separators: a second line where one was meant
 * - lone surrogates and noncharacters: no file format takes them
 *
 * The emoji selector behind a pictograph is how people write it, and stays.
 */
const active =
  /(?!(?<=\p{Extended_Pictographic})\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u2800]/gu;

/** The text with `replacement` of each active character in its place. Line feed and tab are active too. */
export function replaceActive(text: string, replacement: (character: string) => string): string {
  return text.replace(active, replacement);
}

/** What shows an active character: `\u{1b}`, as JavaScript would write it. */
export function showCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

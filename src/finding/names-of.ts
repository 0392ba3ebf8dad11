/** A word as programs write names: a letter, `_` or `$`, then digits too. */
const name = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** Every name that stands in a text, keywords and words of comments and strings among them. */
export function namesOf(text: string): Set<string> {
  return new Set(text.match(name));
}

/** Without the capital of its first word, unless the capital belongs to that word: `URL` and `SomeType` keep theirs. */
export function startLow(text: string): string {
  return /^\p{Lu}\p{Ll}*(?=[\s,.;:'-]|$)/u.test(text)
    ? changeFirst(text, (first) => first.toLowerCase())
    : text;
}

/** With a capital, where the first word is a plain one: `name` but not `fooBar` or `foo_bar`. */
export function startHigh(text: string): string {
  return /^\p{Ll}+(?=[\s,.;:!?'’-]|$)/u.test(text) ? changeFirst(text, (first) => first.toUpperCase()) : text;
}

function changeFirst(text: string, change: (first: string) => string): string {
  const [first = ''] = text;
  return change(first) + text.slice(first.length);
}

/** Longest captured code shown in a question or a message, in characters. */
const mostCharacters = 120;

/**
 * Puts captured code in place of each `{NAME}`: on one line, cut where it is long, back quotes made plain, so that
 * a code span around it stays one. A name that was not captured becomes `it`.
 */
export function fillCaptures(
  template: string,
  captures: Readonly<Record<string, { readonly text: string }>>,
): string {
  return template.replace(/\{([A-Z][A-Z0-9_]*)\}/g, (_, name: string) => {
    const text = captures[name]?.text.replace(/\s+/g, ' ').replace(/`/g, "'").trim() ?? '';
    if (text === '') return 'it';
    return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1).trimEnd()}…`;
  });
}

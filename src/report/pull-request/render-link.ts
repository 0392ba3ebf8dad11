/**
 * A link of Markdown. Only what the forge's own addresses look like becomes one: anything else leaves the label alone.
 *
 * @param label inert Markdown, such as a code span
 */
export function renderLink(label: string, url: string): string {
  if (!URL.canParse(url)) return label;
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return label;
  return `[${label}](${href.replace(/[^\w\-./:#?=&%~+,;@]/g, encodeByte)})`;
}

/** Everything that ends a link, a cell of a table or a piece of markup. */
function encodeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

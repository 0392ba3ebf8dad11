/**
 * JSON that PostgreSQL takes: its text knows neither U+0000 nor half a surrogate pair, which strangers' words may hold.
 */
export function writeJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? plainText(part) : part));
}

/** The text without U+0000, with U+FFFD for half a surrogate pair. */
export function plainText(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

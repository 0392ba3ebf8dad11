/** The text that these bytes spell in UTF-8, or undefined when they are no valid UTF-8. One character is one byte. */
export function decodeUtf8(byteText: string): string | undefined {
  if (isAscii(byteText)) return byteText;
  const bytes = new Uint8Array(byteText.length);
  for (let at = 0; at < byteText.length; at += 1) {
    const code = byteText.charCodeAt(at);
    if (code > 0xff) return undefined;
    bytes[at] = code;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Invalid UTF-8 is an answer here, not a failure: the caller keeps one character per byte.
    return undefined;
  }
}

/**
 * What git prints behind the second `@@`, decoded. Git cuts it at 80 bytes, maybe inside a character: up to three
 * bytes of a character that lost its end are dropped.
 */
export function decodeSection(byteText: string): string {
  for (let cut = 0; cut <= 3 && cut <= byteText.length; cut += 1) {
    const text = decodeUtf8(byteText.slice(0, byteText.length - cut));
    if (text !== undefined) return text;
  }
  return byteText;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

import { GalleyError } from '../../errors.ts';

/**
 * Bytes to lines without their ends. Characters and lines split over chunks are put together; a last line without
 * an end counts. `maxChars` bounds one line: throws GalleyError `reply-broken` beyond it.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxChars = 1024 * 1024,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield checkLine(line, maxChars);
    checkLine(rest, maxChars);
  }
  rest += decoder.decode();
  if (rest !== '') yield checkLine(rest, maxChars);
}

function checkLine(line: string, maxChars: number): string {
  if (line.length > maxChars) {
    throw new GalleyError('reply-broken', {
      what: `A line of the reply is longer than ${maxChars} characters.`,
    });
  }
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** A whole body as text. */
export async function readText(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** The first `maxBytes` of a body as text; the rest is left unread. For error pages of any size. */
export async function readTextHead(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of chunks) {
    text += decoder.decode(chunk.subarray(0, maxBytes - bytes), { stream: true });
    bytes += chunk.byteLength;
    if (bytes >= maxBytes) break;
  }
  return text + decoder.decode();
}

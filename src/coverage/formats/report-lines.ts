import { brokenReport, reportLimits, type ReportBytes } from './report-input.ts';

/**
 * The text of a report in pieces that end behind this character, but for the last: no tag and no line is torn apart.
 * UTF-8; what is none becomes U+FFFD.
 *
 * @param end an ASCII character
 * @throws GalleyError `broken-report` where it does not come within the limit
 */
export async function* cutText(bytes: ReportBytes, name: string, end: '\n' | '>'): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const mark = end.charCodeAt(0);
  let rest = new Uint8Array(0);
  let read = 0;
  for await (const piece of bytes) {
    read += piece.length;
    const cut = piece.lastIndexOf(mark) + 1;
    if (rest.length + piece.length - cut > reportLimits.fileBytes) {
      throw brokenReport(name, `byte ${read}`, 'there is no end of a line or tag for too long');
    }
    if (cut > 0) yield decoder.decode(join(rest, piece.subarray(0, cut)));
    rest = cut > 0 ? piece.slice(cut) : join(rest, piece);
  }
  if (read === 0) throw brokenReport(name, '', 'it is empty');
  if (rest.length > 0) yield decoder.decode(rest);
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}

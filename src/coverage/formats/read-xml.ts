import { SaxesParser } from 'saxes';
import { brokenReport, reportLimits, type ReportBytes } from './report-input.ts';
import { cutText } from './report-lines.ts';
import { createSieve, type Sieve } from './sieve-xml.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlReader {
  open(element: string, attributes: Attributes): void;
  close?(element: string): void;
  text?(text: string): void;
}

/**
 * Reads XML of a report element by element. Document types are passed over, entities of their own are unknown and so an
 * error: nothing in a report can grow or be fetched.
 *
 * @param sieve which elements are passed over as text, without being taken apart
 * @throws GalleyError `broken-report`, naming the line
 */
export async function readXml(
  bytes: ReportBytes,
  name: string,
  reader: XmlReader,
  sieve: Sieve,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let depth = 0;
  const fail = (why: string, cause?: unknown): never => {
    throw brokenReport(name, `line ${parser.line}`, why, cause);
  };
  parser.on('error', (cause) =>
    fail(`it is no valid XML (${cause.message.replace(/^[\d:]+\s*/, '')})`, cause),
  );
  parser.on('opentag', ({ name: element, attributes }) => {
    depth += 1;
    if (depth > reportLimits.depth) fail('it is nested too deep');
    reader.open(element, attributes);
  });
  parser.on('closetag', ({ name: element }) => {
    depth -= 1;
    reader.close?.(element);
  });
  if (reader.text !== undefined) parser.on('text', (text) => reader.text?.(text));
  const stream = createSieve(sieve, fail);
  for await (const piece of cutText(bytes, name, '>')) {
    for (const text of stream.take(piece)) parser.write(text);
  }
  parser.write(stream.end());
  parser.close();
}

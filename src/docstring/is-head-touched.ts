import type { LineRange } from '../change/outline-lines.ts';
import type { Declaration } from './declaration.ts';
import type { DocTable } from './languages/doc-table.ts';
import { readDoc } from './read-doc.ts';

/** Whether some of these 1-based lines hold the signature of a declaration, or the doc that it has. */
export function isHeadTouched(
  text: string,
  declaration: Declaration,
  table: DocTable,
  touched: readonly LineRange[],
): boolean {
  const { span, signature, lines } = declaration;
  const doc = readDoc(text, declaration, table)?.span ?? span;
  const first = lines.first - lineEnds(text, Math.min(doc.start, span.start), span.start);
  const end = doc === span ? signature.end : Math.max(signature.end, doc.end);
  const last =
    lines.first + lineEnds(text, span.start, span.start + text.slice(span.start, end).trimEnd().length);
  return touched.some((range) => range.first <= last && range.last >= first);
}

function lineEnds(text: string, start: number, end: number): number {
  return text.slice(start, end).match(/\r\n|[\r\n]/g)?.length ?? 0;
}

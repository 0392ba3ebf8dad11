import type { LineRange } from '../change/outline-lines.ts';
import type { Declaration } from './declaration.ts';
import type { DocTable } from './languages/doc-table.ts';
import { readDoc } from './read-doc.ts';

/** The 1-based lines of a declaration's signature and of the doc that it has, with what stands between them. */
export function headLines(text: string, declaration: Declaration, table: DocTable): LineRange {
  const { span, signature, lines } = declaration;
  const doc = readDoc(text, declaration, table)?.span ?? span;
  const end = doc === span ? signature.end : Math.max(signature.end, doc.end);
  return {
    first: lines.first - lineEnds(text.slice(Math.min(doc.start, span.start), span.start)),
    last: lines.first + lineEnds(text.slice(span.start, end).trimEnd()),
  };
}

/** Whether some of these 1-based lines are among them. */
export function isHeadTouched(
  text: string,
  declaration: Declaration,
  table: DocTable,
  touched: readonly LineRange[],
): boolean {
  const { first, last } = headLines(text, declaration, table);
  return touched.some((range) => range.first <= last && range.last >= first);
}

function lineEnds(text: string): number {
  return text.match(/\r\n|[\r\n]/g)?.length ?? 0;
}

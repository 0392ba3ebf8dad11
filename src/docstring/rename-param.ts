import type { Declaration } from './declaration.ts';
import type { DocTable } from './languages/doc-table.ts';
import { readDoc, withoutMarks } from './read-doc.ts';
import { readTags } from './read-tags.ts';

/** Another text for one line of a doc. */
export interface RenamedLine {
  /** 1-based. */
  readonly line: number;
  /** The whole line, without its end. */
  readonly text: string;
}

/**
 * The line that documents a parameter, with the name that it has now. Found by reading the doc again: with that line, and
 * with no other, its tags are the same but for the name. Undefined where no single line does that.
 *
 * @param text the whole file
 */
export function renameParam(
  text: string,
  declaration: Declaration,
  table: DocTable,
  { from, to }: { readonly from: string; readonly to: string },
): RenamedLine | undefined {
  const doc = readDoc(text, declaration, table);
  if (doc === undefined) return undefined;
  const { params: old } = readTags(doc.lines, table);
  // Parts of a parameter are documented line by line: one is not enough.
  if (!old.includes(from) || old.some((name) => name.startsWith(`${from}.`))) return undefined;
  const wanted = old.map((name) => (name === from ? to : name));
  const lines = doc.raw.split('\n');
  const found = lines.flatMap((line, index) => {
    const renamed = line.replace(asWord(from), () => to);
    const raw = [...lines.slice(0, index), renamed, ...lines.slice(index + 1)].join('\n');
    const { params } = readTags(withoutMarks(raw, table), table);
    return renamed !== line && isSame(params, wanted) ? [{ index, renamed }] : [];
  });
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return undefined;
  const before = text.slice(0, doc.span.start);
  const indent = only.index === 0 ? before.slice(before.lastIndexOf('\n') + 1) : '';
  return {
    line: before.split('\n').length + only.index,
    text: `${indent}${only.renamed}`.replace(/\r$/, ''),
  };
}

function asWord(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_$])${name.replace(/\W/g, '\\$&')}(?![\\p{L}\\p{N}_$])`, 'u');
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}

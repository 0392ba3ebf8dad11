import { keepProved } from '../docstring/keep-proved.ts';
import { docTableOf } from '../docstring/languages/table-of.ts';
import { docsNear, learnStyle, styleFor, type StyleSource } from '../docstring/learn-style.ts';
import { placeDoc } from '../docstring/place-doc.ts';
import { renderDoc } from '../docstring/render-doc.ts';
import { signatureOf, type WrittenDoc } from './document-text.ts';
import type { DocSyntax } from './ports.ts';
import { rereading } from './rereading.ts';

/**
 * The same docs for another text of the same file, such as one with unstaged edits. Undefined where one of the Declarations is
 * not there as it was, has a doc by now, or the whole could not be proved.
 */
export async function reanchorDocs(
  { path, text }: { readonly path: string; readonly text: string },
  docs: readonly WrittenDoc[],
  style: StyleSource,
  syntax: DocSyntax,
): Promise<string | undefined> {
  const table = docTableOf(path);
  const file = table && (await syntax.read(path, text));
  if (table === undefined || file === undefined || file.errors > 0) return undefined;
  const settings = await styleFor(path, style);
  const insertions = docs.flatMap(({ symbol, signature, prose }) => {
    const declaration = file.declarations.find(
      (one) => one.symbol === symbol && signatureOf(text, one) === signature,
    );
    const { place } = declaration ? placeDoc(text, declaration, file.comments, table) : {};
    if (declaration === undefined || place === undefined) return [];
    const own = learnStyle(docsNear(text, file, table, declaration.span.start), settings, text, table);
    const comment = renderDoc({ table, declaration, prose, style: own, place });
    return [{ at: place.at, text: comment, symbol }];
  });
  const inOrder = insertions.toSorted((a, b) => a.at - b.at);
  if (inOrder.length < docs.length) return undefined;
  const proved = await keepProved({ text, file }, inOrder, rereading(syntax, path, text), table);
  return proved.dropped.length === 0 ? proved.text : undefined;
}

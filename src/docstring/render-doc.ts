import { cleanProse } from './clean-prose.ts';
import type { Declaration } from './declaration.ts';
import type { DocTable } from './languages/doc-table.ts';
import type { DocPlace } from './place-doc.ts';
import type { DocProse } from './prose.ts';
import { docParts } from './render/doc-parts.ts';
import type { DocToRender } from './render/doc-to-render.ts';
import { hasRequired } from './render/has-required.ts';
import { renderDocstring } from './render/render-docstring.ts';
import { renderGodoc } from './render/render-godoc.ts';
import { renderJavadoc } from './render/render-javadoc.ts';
import { renderJsdoc } from './render/render-jsdoc.ts';
import { renderRustdoc } from './render/render-rustdoc.ts';
import { renderXmldoc } from './render/render-xmldoc.ts';
import type { DocStyle } from './style.ts';

export interface DocRequest {
  readonly table: DocTable;
  readonly declaration: Declaration;
  /** Believed: what is not true of the declaration has been taken out. It need not be inert. */
  readonly prose: DocProse;
  readonly style: DocStyle;
  readonly place: DocPlace;
}

/**
 * The comment with its indentation, an end of line behind each of its lines: the text of an Insertion at `place.at`.
 * Whatever the prose holds, it is one comment; empty when nothing of the summary is left, or a part that the style requires.
 */
export function renderDoc({ table, declaration, prose, style, place }: DocRequest): string {
  const inert = cleanProse(prose, table);
  if (!/[\p{L}\p{N}]/u.test(inert.summary)) return '';
  const parts = docParts(inert, declaration, table, style);
  if (!hasRequired(parts, declaration, style)) return '';
  const lines = renderers[table.form]({ table, declaration, parts, style, place });
  const eol = place.eol ?? style.eol;
  return lines.map((line) => (line === '' ? '' : place.indent + line) + eol).join('');
}

const renderers: Readonly<Record<DocTable['form'], (doc: DocToRender) => string[]>> = {
  jsdoc: renderJsdoc,
  javadoc: renderJavadoc,
  docstring: renderDocstring,
  godoc: renderGodoc,
  rustdoc: renderRustdoc,
  xmldoc: renderXmldoc,
};

import type { DocToRender } from './doc-to-render.ts';
import { renderBlock } from './render-block.ts';

export function renderJavadoc(doc: DocToRender): string[] {
  const { parts } = doc;
  const tags = [
    ...parts.params.map(({ name, text }) => `@param ${name} ${escapeJavadoc(text)}`),
    ...parts.typeParams.map(({ name, text }) => `@param <${name}> ${escapeJavadoc(text)}`),
    parts.returns === '' ? '' : `@return ${escapeJavadoc(parts.returns)}`,
    ...parts.throws
      .filter(({ type }) => type !== '')
      .map(({ type, text }) => `@throws ${type} ${escapeJavadoc(text)}`),
  ];
  return renderBlock(
    { summary: escapeJavadoc(parts.summary), tags: tags.filter((tag) => tag !== ''), hanging: 4 },
    doc,
  );
}

/**
 * HTML, as javadoc reads it. A backslash is written as an entity: before a `u` it is part of a Unicode escape, which
 * Java reads in comments too, where it could even end them (JLS 3.3).
 */
function escapeJavadoc(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '@': '&#64;',
    '\\': '&#92;',
  };
  const escaped = (plain: string): string =>
    plain.replace(/[&<>@\\]/g, (character) => entities[character] ?? '');
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => {
      const code = part.slice(1, -1);
      return index % 2 === 1 && /^[^{}@\\*]+$/.test(code) ? `{@code ${code}}` : escaped(part);
    })
    .join('');
}

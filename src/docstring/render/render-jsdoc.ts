import type { DocParam, DocToRender } from './doc-to-render.ts';
import { renderBlock } from './render-block.ts';

/** JSDoc and TSDoc. Braces hold types of what is thrown; others only where a repository of JavaScript has them. */
export function renderJsdoc(doc: DocToRender): string[] {
  const { parts, style, table, declaration } = doc;
  const types = style.types && table.language === 'javascript';
  const hyphen = style.hyphen ? '- ' : '';
  const tags = [
    ...parts.params.map(
      (param) => `@param ${types ? anyType(param) : ''}${param.name} ${hyphen}${param.text}`,
    ),
    parts.returns === '' ? '' : `${declaration.yields ? '@yields' : '@returns'} ${parts.returns}`,
    // Linters want a type here, and nothing else would name it.
    ...parts.throws.filter(({ type }) => type !== '').map(({ type, text }) => `@throws {${type}} ${text}`),
  ];
  return renderBlock(
    { summary: braced(parts.summary), tags: tags.filter((tag) => tag !== ''), hanging: 0 },
    doc,
  );
}

/**
 * A parameter without a type is `any` to a compiler that reads JSDoc; to say so changes nothing. One with a default has
 * the type of its default, and keeps it.
 */
function anyType({ isRest, isOptional }: DocParam): string {
  if (isRest) return '{...*} ';
  return isOptional ? '' : '{*} ';
}

/** A brace at the start would be read as a type. */
function braced(text: string): string {
  return text.replace(/^\{/, '\\{');
}

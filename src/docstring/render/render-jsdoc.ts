import type { DocStyle } from '../style.ts';
import type { DocParam, DocToRender } from './doc-to-render.ts';
import { renderBlock } from './render-block.ts';

/** JSDoc and TSDoc. Braces hold types of what is thrown; others only where a repository of JavaScript has them. */
export function renderJsdoc(doc: DocToRender): string[] {
  const { parts, style, table, declaration } = doc;
  const type = typeWriters[table.language === 'javascript' ? style.types : 'none'];
  const outcome = declaration.yields ? `@yields ${yieldType(doc)}` : `@returns ${type(undefined)}`;
  const hyphen = style.hyphen ? '- ' : '';
  const tags = [
    ...parts.params.map((param) => `@param ${type(param)}${param.name} ${hyphen}${param.text}`),
    parts.returns === '' ? '' : `${outcome}${parts.returns}`,
    // Linters want a type here, and nothing else would name it.
    ...parts.throws.filter(({ type }) => type !== '').map(({ type, text }) => `@throws {${type}} ${text}`),
  ];
  return renderBlock(
    { summary: braced(parts.summary), tags: tags.filter((tag) => tag !== ''), hanging: 0 },
    doc,
  );
}

/** The type in its braces and a blank behind them, or nothing. @param param undefined: what is returned */
type TypeWriter = (param: DocParam | undefined) => string;

const typeWriters: Readonly<Record<DocStyle['types'], TypeWriter>> = {
  none: () => '',
  /**
   * A parameter without a type is `any` to a compiler that reads JSDoc; to say so changes nothing. One with a default has
   * the type of its default, and keeps it; what is returned is inferred.
   */
  neutral: (param) => {
    if (param === undefined) return '';
    if (param.isRest) return '{...*} ';
    return param.isOptional ? '' : '{*} ';
  },
  /**
   * What the code shows, else `unknown`: a guess would be wrong sooner or later, and linters take `*` for a type that
   * somebody forgot (`jsdoc/reject-any-type`). Its author can put a better one there; until then it is true.
   */
  every: (param) => {
    const type = param?.type ?? 'unknown';
    return param?.isRest ? `{...${type}} ` : `{${type}} `;
  },
};

/** As the code writes it, where that stays a type in any comment. */
function yieldType({ style, declaration }: DocToRender): string {
  if (!style.yieldTypes && style.types !== 'every') return '';
  const type = declaration.yieldType ?? '';
  return /^[\w$.,<>[\]| ]{1,80}$/.test(type) ? `{${type}} ` : '{unknown} ';
}

/** A brace at the start would be read as a type. */
function braced(text: string): string {
  return text.replace(/^\{/, '\\{');
}

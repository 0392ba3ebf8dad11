import type { Declaration, Parameter } from '../declaration.ts';
import type { DocTable } from '../languages/doc-table.ts';
import type { DocProse } from '../prose.ts';
import { startHigh } from '../sentence-case.ts';
import type { DocStyle } from '../style.ts';
import { withMood } from '../verb-mood.ts';
import type { DocParam, DocParts } from './doc-to-render.ts';

/**
 * What of the prose has a place in the comment. All names are those of the parser, and only plain ones: nothing that a
 * model writes can become a name, a type or a tag.
 */
export function docParts(
  prose: DocProse,
  declaration: Declaration,
  table: DocTable,
  style: DocStyle,
): DocParts {
  const sentence = (text: string): string => asSentence(text, style.fullStop);
  const textOf = (name: string): string => {
    return Object.hasOwn(prose.params, name) ? sentence(prose.params[name] ?? '') : '';
  };
  const params = dropHalf(paramsOf(declaration, textOf, style), table);
  const hasResult = /^(?:function|method|getter|property|constant)$/.test(declaration.kind);
  const mayReturn = declaration.yields || declaration.returns !== 'nothing';
  const summary =
    table.mood === 'any' || !/^(?:function|method|constructor)$/.test(declaration.kind)
      ? prose.summary
      : withMood(prose.summary, table.mood);
  return {
    summary: sentence(summary),
    params,
    typeParams: declaration.typeParameters.flatMap((name) => {
      const isTaken = declaration.parameters.some((parameter) => parameter.name === name);
      const text = isTaken ? '' : textOf(name);
      return text === '' || !plainName.test(name) ? [] : [{ name, text, isRest: false, isOptional: false }];
    }),
    returns: hasResult && mayReturn ? sentence(prose.returns) : '',
    throws: throwsOf(prose, declaration, sentence),
  };
}

/** With a capital, and a full stop where the style wants it; empty where there is nothing to read. */
function asSentence(text: string, fullStop: boolean): string {
  if (!/[\p{L}\p{N}]/u.test(text)) return '';
  const bare = text.replace(/[\s,;:]+$/, '');
  const open = startHigh(bare);
  if (!fullStop) return /^[^.]*[^.]\.$/.test(open) ? open.slice(0, -1).trimEnd() : open;
  return /[.!?…。]["')\]]?$/.test(open) ? open.replace(/[!?](?=["')\]]?$)/, '.') : `${open}.`;
}

const plainName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

function paramsOf(
  { parameters }: Declaration,
  textOf: (name: string) => string,
  style: DocStyle,
): DocParam[] {
  const names = new Set(parameters.map(({ name }) => name));
  return parameters.flatMap((parameter, index) => {
    const { name, isRest, isOptional, literal: type } = parameter;
    if (name === '') return patternOf(parameter, rootName(index, names), textOf, style);
    const plain = name.replace(/^@/, '');
    return plainName.test(plain) ? [{ name: plain, text: textOf(name), isRest, isOptional, type }] : [];
  });
}

/** What a pattern takes has no name of its own; linters take any. */
function rootName(index: number, names: ReadonlySet<string>): string {
  return names.has('options') || index > 0 ? `root${index}` : 'options';
}

function patternOf(
  { properties, isOptional }: Parameter,
  root: string,
  textOf: (name: string) => string,
  { fullStop }: DocStyle,
): DocParam[] {
  const plain = { isRest: false, isOptional: false };
  const inside = properties
    .filter((name) => plainName.test(name))
    .map((name) => ({ name: `${root}.${name}`, text: textOf(name), ...plain }))
    .filter(({ text }) => text !== '');
  if (inside.length === 0) return [];
  return [
    {
      name: root,
      text: fullStop ? 'Values by name.' : 'Values by name',
      isRest: false,
      isOptional,
      type: 'object',
    },
    ...inside,
  ];
}

/** Where a list of parameters has to be whole, a part of it is worse than none. */
function dropHalf(params: readonly DocParam[], table: DocTable): DocParam[] {
  if (table.params === 'none') return [];
  const said = params.filter(({ text }) => text !== '');
  return table.params === 'whole' && said.length < params.length ? [] : said;
}

const plainType = /^[\p{L}_$][\p{L}\p{N}_$]*(?:(?:\.|::)[\p{L}_$][\p{L}\p{N}_$]*)*!?$/u;

/** Types as the code writes them, in its order, once each. */
function throwsOf(
  prose: DocProse,
  { throws }: Declaration,
  sentence: (text: string) => string,
): DocProse['throws'] {
  return throws.flatMap((type) => {
    const text = sentence(prose.throws.find((one) => one.type === type)?.text ?? '');
    return text !== '' && (type === '' || plainType.test(type)) ? [{ type, text }] : [];
  });
}

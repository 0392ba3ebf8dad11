import { partOf, textOf, type CodeNode } from '../code/code-node.ts';
import { findNodes } from '../code/walk-code.ts';
import { topLevelValues } from '../exports/top-level-values.ts';

/** Longest head, in characters: a type of many members says little more. */
const longestHead = 400;

/**
 * Heads of what a function uses from its own file, nearest to its text first: types as they are written, functions and classes
 * up to their body. What the function holds itself is left out.
 *
 * @param lines 1-based, inclusive lines of the function
 */
export function headsOf(root: CodeNode, lines: { readonly first: number; readonly last: number }): string[] {
  const span = spanOf(root.source, lines);
  const used = new Set(
    findNodes(root, ['identifier', 'type_identifier'])
      .filter(({ start, end }) => start >= span.start && end <= span.end)
      .map(textOf),
  );
  const isOutside = (node: CodeNode): boolean => node.end <= span.start || node.start >= span.end;
  const named = [...typesOf(root), ...topLevelValues(root)];
  const heads = named
    .filter(([name, node]) => used.has(name) && isOutside(node) && textOf(node) !== name)
    .map(([name, node]) => headOf(name, node));
  return [...new Set(heads)];
}

const typeNodes = ['interface_declaration', 'type_alias_declaration', 'enum_declaration'];

function typesOf(root: CodeNode): [name: string, node: CodeNode][] {
  return findNodes(root, typeNodes).flatMap((node) => {
    const name = partOf(node, 'name');
    return name === undefined ? [] : [[textOf(name), node] as [string, CodeNode]];
  });
}

/** Of one function, class, type or value. */
export function headOf(name: string, node: CodeNode): string {
  if (typeNodes.includes(node.type)) return cut(textOf(node));
  const body = partOf(node, 'body');
  const isDeclared = node.type.endsWith('declaration') || node.type.endsWith('definition');
  const text = node.source.slice(node.start, body?.start ?? node.end).trim();
  const head = isDeclared ? text : `const ${name} = ${text}`;
  return cut(body === undefined ? head : `${head} ...`);
}

function cut(text: string): string {
  return text.length <= longestHead ? text : `${text.slice(0, longestHead)} ...`;
}

function spanOf(text: string, { first, last }: { readonly first: number; readonly last: number }) {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
  return { start: first < 2 ? 0 : (ends[first - 2] ?? text.length), end: ends[last - 1] ?? text.length };
}

import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import { findNodes } from '../code/walk-code.ts';

const classTypes = ['class_declaration', 'abstract_class_declaration', 'class', 'class_definition'];
const longestConstructor = 500;

/** The head of the class around a method, with its constructor: what a test needs to make one. Empty: not in a class. */
export function classHead(root: CodeNode, name: string): string {
  const [owner = '', member = ''] = name.split('.');
  if (member === '') return '';
  const found = findNodes(root, classTypes).find((node) => nameOf(node) === owner);
  const body = partOf(found, 'body');
  if (found === undefined || body === undefined) return '';
  const head = found.source.slice(found.start, body.start).trim();
  if (member === 'constructor' || member === '__init__') return `${head} ...`;
  const maker = partsOf(body).find((one) => ['constructor', '__init__'].includes(nameOf(one)));
  const made = maker === undefined ? '' : textOf(maker);
  const shown = made.length <= longestConstructor ? made : `${made.slice(0, longestConstructor)} ...`;
  return shown === '' ? `${head} ...` : `${head}\n  ${shown}`;
}

function nameOf(node: CodeNode): string {
  const name = partOf(node, 'name');
  return name === undefined ? '' : textOf(name);
}

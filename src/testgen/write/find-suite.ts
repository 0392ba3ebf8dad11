import type { SuiteWords } from '../framework.ts';
import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import { stringOf } from '../code/read-imports.ts';
import { findNodes, isFunction, walkCode } from '../code/walk-code.ts';

/** Where a test is put into an existing file of JavaScript or TypeScript. */
export interface SuitePlace {
  /** Names of the suites around it, outermost first. */
  readonly suites: readonly string[];
  /** Behind the last statement of the suite. */
  readonly at: number;
  /** Blanks before its statements. */
  readonly indent: string;
}

const words = new Set(['describe', 'suite', 'context']);

/**
 * The suite of a function: the innermost `describe` that has it in its name; else the only one at the top of the file.
 * Undefined: there is none of which the whole name is known.
 *
 * @param name of the function, without its owner
 */
export function findSuite(root: CodeNode, name: string): SuitePlace | undefined {
  const found: (SuitePlace & { readonly title: string })[] = [];
  const titles = new Map<CodeNode, string | undefined>();
  walkCode(root, (node, ancestors) => {
    const call = readSuite(node);
    if (call === undefined) return;
    titles.set(node, call.title);
    const names = [...ancestors, node].filter((one) => titles.has(one)).map((one) => titles.get(one));
    const block = partOf(call.callback, 'body');
    const place = block && endOf(block);
    const suites = names.filter((one) => one !== undefined);
    if (place === undefined || call.title === undefined || suites.length < names.length) return;
    // Run by a loop or a function, a suite has more than one name.
    const isPlain = ancestors.every((one) => !isFunction(one) || isCallbackOf(one, titles, ancestors));
    if (isPlain) found.push({ ...place, suites, title: call.title });
  });
  const named = found.filter(({ title }) => hasWord(title, name));
  const outer = found.filter(({ suites }) => suites.length === 1);
  return named.at(-1) ?? (outer.length === 1 && titles.size === found.length ? outer[0] : undefined);
}

/** Those that a file uses more often; undefined for what it uses none of. */
export function wordsOf(root: CodeNode): Partial<SuiteWords> {
  const counts = new Map<string, number>();
  for (const call of findNodes(root, ['call_expression'])) {
    const callee = partOf(call, 'function');
    if (callee?.type !== 'identifier') continue;
    const word = textOf(callee);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const of = (word: string): number => counts.get(word) ?? 0;
  return {
    ...(of('describe') + of('suite') > 0 && { suite: of('suite') > of('describe') ? 'suite' : 'describe' }),
    ...(of('it') + of('test') > 0 && { test: of('test') > of('it') ? 'test' : 'it' }),
  };
}

function readSuite(node: CodeNode): { title: string | undefined; callback: CodeNode } | undefined {
  if (node.type !== 'call_expression') return undefined;
  const callee = partOf(node, 'function');
  const list = partOf(node, 'arguments');
  if (callee === undefined || list === undefined) return undefined;
  const [title, ...others] = partsOf(list);
  const callback = others.find(isFunction);
  if (!words.has(textOf(callee).split(/[.(]/, 1)[0] ?? '') || callback === undefined) return undefined;
  return { title: callee.type === 'identifier' ? stringOf(title) : undefined, callback };
}

function isCallbackOf(
  fn: CodeNode,
  suites: ReadonlyMap<CodeNode, unknown>,
  ancestors: readonly CodeNode[],
): boolean {
  const index = ancestors.indexOf(fn);
  const call = ancestors[index - 2];
  return call !== undefined && suites.has(call);
}

/** Undefined for a block on one line. */
function endOf(block: CodeNode): Pick<SuitePlace, 'at' | 'indent'> | undefined {
  const inner = block.children.filter(({ isNamed }) => isNamed);
  const last = inner.at(-1);
  const { source } = block;
  if (block.type !== 'statement_block' || last === undefined) return undefined;
  const statement = inner.findLast(({ type }) => type !== 'comment') ?? last;
  const lineStart = source.lastIndexOf('\n', statement.start - 1) + 1;
  const indent = source.slice(lineStart, statement.start);
  const isOwnLine = indent.trim() === '' && lineStart > block.start;
  return isOwnLine && source.slice(last.end, block.end).includes('\n') ? { at: last.end, indent } : undefined;
}

function hasWord(title: string, name: string): boolean {
  if (name === '') return false;
  return title.split(/[^\p{L}\p{N}_$]+/u).some((word) => word.toLowerCase() === name.toLowerCase());
}

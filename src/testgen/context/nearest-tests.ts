import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import { findNodes } from '../code/walk-code.ts';

/** A test file that exists. */
export interface KnownTests {
  readonly path: string;
  readonly root: CodeNode;
}

/** Longest test that is shown, in lines: of a longer one nobody learns more. */
const longestTest = 20;

/**
 * Existing tests that show how this repository tests: first those that name the function, then those of the file's own tests;
 * short ones first. At most `count`.
 *
 * @param files nearest first: tests of the same source file before others
 */
export function nearestTests(files: readonly KnownTests[], functionName: string, count: number): string[] {
  const word = functionName.split('.').at(-1) ?? '';
  const tests = files.flatMap(({ root }, distance) =>
    testsIn(root).map((text) => ({ text, distance, isAbout: word !== '' && hasWord(text, word) })),
  );
  return tests
    .filter(({ text }) => text.split('\n').length <= longestTest)
    .sort(
      (a, b) =>
        Number(b.isAbout) - Number(a.isAbout) || a.distance - b.distance || a.text.length - b.text.length,
    )
    .slice(0, count)
    .map(({ text }) => text);
}

function testsIn(root: CodeNode): string[] {
  const calls = findNodes(root, ['call_expression', 'function_definition']);
  return calls.filter(isTest).map((node) => flat(node));
}

function isTest(node: CodeNode): boolean {
  if (node.type === 'function_definition') return /^test_/.test(textOf(partOf(node, 'name') ?? node));
  const callee = partOf(node, 'function');
  const values = partsOf(partOf(node, 'arguments') ?? node);
  return callee !== undefined && /^(?:it|test)$/.test(textOf(callee)) && values.length >= 2;
}

function hasWord(text: string, word: string): boolean {
  return text.split(/[^\w$]+/).includes(word);
}

/** With the indentation of its first line taken from all others. */
function flat(node: CodeNode): string {
  const lineStart = node.source.lastIndexOf('\n', node.start - 1) + 1;
  const indent = /^[ \t]*/.exec(node.source.slice(lineStart, node.start))?.[0] ?? '';
  return textOf(node)
    .split(/\r?\n/)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n');
}

import { findAssertions, type FoundAssertion } from './assertion/find-assertions.ts';
import { dependingNames, dependsOnCode, type Dependence } from './assertion/depending-names.ts';
import { readExpect } from './assertion/read-expect.ts';
import { bindNames } from './code/bound-names.ts';
import { partOf, partsOf, textOf, type CodeNode } from './code/code-node.ts';
import { findNodes } from './code/walk-code.ts';
import type { Surroundings } from './surroundings.ts';
import type { TestBody } from './test-body.ts';
import { findNeed, moduleSpecifier } from './write/plan-imports.ts';

export interface AssertionVerdict {
  /** Whether at least one assertion depends on what the code under test did, and its failure is seen. */
  readonly asserts: boolean;
  /** Why not, for people; empty when it does. */
  readonly reason: string;
}

/**
 * Follows the arguments of a test's assertions back to calls of the module under test: `expect(true).toBe(true)`,
 * `expect(add).toBeDefined()`, `expect(x).toBe(x)`, an assertion on a mock that the code was never given, and one whose
 * failure a `catch` swallows say nothing about the code.
 */
export function judgeAssertions(body: TestBody, around: Surroundings): AssertionVerdict {
  const root = around.parse(body.code);
  if (root === undefined) return { asserts: false, reason: 'it cannot be parsed' };
  const found = findAssertions(root);
  if (found.length === 0) return { asserts: false, reason: 'it asserts nothing' };
  const dependence = dependingNames(root, exportedNames(root, body, around));
  const reasons = found.map((one) => whyEmpty(one, dependence));
  if (reasons.includes('')) return { asserts: true, reason: '' };
  return { asserts: false, reason: reasons[0] ?? 'it asserts nothing' };
}

/** Names by which the test calls what the module exports. */
function exportedNames(root: CodeNode, body: TestBody, around: Surroundings): ReadonlyMap<string, boolean> {
  const { module } = around;
  const source = moduleSpecifier(around, module.path);
  const names = new Map<string, boolean>();
  for (const name of new Set(bindNames(root).free.map(textOf))) {
    const need = findNeed(name, false, body.needs, around, module.path);
    if (need?.source !== source) continue;
    const found = module.exports.find(({ exported, local }) => exported === need.imported || local === name);
    names.set(name, found?.kind === 'function' || found?.kind === 'class');
  }
  return names;
}

/** Empty: it depends on the code under test, and its failure is seen. */
function whyEmpty({ node, unseen }: FoundAssertion, dependence: Dependence): string {
  const text = oneLine(textOf(node));
  if (unseen === 'swallowed') return `a catch swallows the failure of ${text}`;
  if (unseen !== '') return `${text} stands ${unseen}`;
  const depends = dependsOnCode(lookedAt(node), dependence) || (dependence.isCalled && looksOutside(node));
  if (depends) return comparesWithItself(node) ? `${text} compares a value with itself` : '';
  return `no assertion depends on the code under test: ${text}`;
}

/** Without the message of Python's `assert`. */
function lookedAt(node: CodeNode): CodeNode {
  return node.type === 'assert_statement' ? (partsOf(node)[0] ?? node) : node;
}

function comparesWithItself(node: CodeNode): boolean {
  const read = readExpect(node)?.assertion;
  if (read !== undefined && 'value' in read.check) return read.check.value === read.actual;
  const given = partOf(node, 'arguments');
  const callee = partOf(node, 'function');
  if (given !== undefined && callee !== undefined && textOf(callee).startsWith('assert.')) {
    const [first, second] = partsOf(given);
    return first !== undefined && second !== undefined && textOf(first) === textOf(second);
  }
  const comparison = node.type === 'assert_statement' ? partsOf(node)[0] : undefined;
  if (comparison?.type !== 'comparison_operator') return false;
  const [left, right] = partsOf(comparison);
  return left !== undefined && right !== undefined && textOf(left) === textOf(right);
}

/** The world that the code may have changed: a file, the environment, the document. */
function looksOutside(node: CodeNode): boolean {
  const roots = findNodes(node, ['identifier']).map(textOf);
  return roots.some((name) =>
    ['fs', 'process', 'document', 'window', 'globalThis', 'os', 'console', 'localStorage'].includes(name),
  );
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

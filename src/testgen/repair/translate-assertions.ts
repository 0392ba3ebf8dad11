import { bindNames } from '../code/bound-names.ts';
import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import type { TextEdit } from '../code/edit-text.ts';
import { walkCode } from '../code/walk-code.ts';
import { readExpect, type Dialect } from '../assertion/read-expect.ts';
import { writeChai, writeJest, writeNodeAssert, type WriteAssertion } from '../assertion/write-assertion.ts';
import type { TestSetup } from '../framework.ts';
import { editBody, type Repair } from './repair.ts';

/**
 * Assertions in the words of another library: those of `expect` where a repository has none, matchers of Jest where it is chai's,
 * and what only chai's `assert` or tape's `t` know. Node's `assert` can be had everywhere and stays.
 */
export const translateAssertions: Repair = (body, { parse, setup }) => {
  const root = parse(body.code);
  if (root === undefined) return undefined;
  const edits: TextEdit[] = [];
  const testers = testersOf(root, body.parameters);
  walkCode(root, (node, ancestors) => {
    const parent = ancestors.at(-1);
    const isAwaited = parent?.type === 'await_expression';
    const statement = isAwaited ? ancestors.at(-2) : parent;
    if (statement?.type !== 'expression_statement' && statement?.type !== 'arrow_function') return;
    const code = translateExpect(node, setup) ?? translateAssert(node, testers);
    if (code === undefined) return;
    const whole = isAwaited && parent !== undefined ? parent : node;
    const isWaiting = isAwaited && !/^await |\(await |\bawait /.test(code);
    edits.push({ start: whole.start, end: whole.end, text: isWaiting ? `await ${code}` : code });
    return false;
  });
  const parameters = body.parameters.filter((name) => name !== 't' || setup.framework === 'node:test');
  const edited = editBody(body, edits);
  return edited && { ...edited, parameters };
};

function translateExpect(node: CodeNode, setup: TestSetup): string | undefined {
  const write = writerFor(setup);
  const found = readExpect(node);
  return found === undefined ? undefined : write(found.dialect)?.(found.assertion);
}

/** Undefined for what is at home: Vitest's `expect` knows the chains of chai as well. */
function writerFor({ assertions, framework }: TestSetup): (dialect: Dialect) => WriteAssertion | undefined {
  return (dialect) => {
    if (assertions === 'node-assert') return writeNodeAssert;
    if (assertions === 'chai-expect') return dialect === 'jest' ? writeChai : undefined;
    return dialect === 'chai' && framework !== 'vitest' ? writeJest : undefined;
  };
}

/** `assert`, and the object of tape or ava that a test is given. */
function testersOf(root: CodeNode, parameters: readonly string[]): ReadonlySet<string> {
  const free = new Set(bindNames(root).free.map(textOf));
  return new Set(['assert', ...(parameters.includes('t') || free.has('t') ? ['t'] : [])]);
}

/** By methods that node's `assert` does not have; `%` stands for the arguments, `%1` for the first. */
const foreign: Readonly<Record<string, string>> = {
  isTrue: 'assert.strictEqual(%1, true)',
  isFalse: 'assert.strictEqual(%1, false)',
  isNull: 'assert.strictEqual(%1, null)',
  isUndefined: 'assert.strictEqual(%1, undefined)',
  isDefined: 'assert.notStrictEqual(%1, undefined)',
  isNotNull: 'assert.notStrictEqual(%1, null)',
  isOk: 'assert.ok(%1)',
  isNotOk: 'assert.ok(!(%1))',
  isArray: 'assert.ok(Array.isArray(%1))',
  isFunction: "assert.strictEqual(typeof %1, 'function')",
  isObject: "assert.strictEqual(typeof %1, 'object')",
  isString: "assert.strictEqual(typeof %1, 'string')",
  isNumber: "assert.strictEqual(typeof %1, 'number')",
  instanceOf: 'assert.ok(%1 instanceof %2)',
  lengthOf: 'assert.strictEqual(%1.length, %2)',
  include: 'assert.ok(%1.includes(%2))',
  includes: 'assert.ok(%1.includes(%2))',
  isAbove: 'assert.ok(%1 > %2)',
  isBelow: 'assert.ok(%1 < %2)',
  eql: 'assert.deepStrictEqual(%1, %2)',
  true: 'assert.strictEqual(%1, true)',
  false: 'assert.strictEqual(%1, false)',
  is: 'assert.strictEqual(%1, %2)',
  not: 'assert.notStrictEqual(%1, %2)',
  same: 'assert.deepStrictEqual(%1, %2)',
  notOk: 'assert.ok(!(%1))',
  error: 'assert.ifError(%1)',
};

const ofTape = new Set([
  'equal',
  'deepEqual',
  'notEqual',
  'notDeepEqual',
  'ok',
  'throws',
  'doesNotThrow',
  'strictEqual',
]);

function translateAssert(node: CodeNode, testers: ReadonlySet<string>): string | undefined {
  const callee = partOf(node, 'function');
  const list = partOf(node, 'arguments');
  const object = partOf(callee, 'object');
  const property = partOf(callee, 'property');
  if (list === undefined || object?.type !== 'identifier' || property === undefined) return undefined;
  const [owner, name] = [textOf(object), textOf(property)];
  if (!testers.has(owner)) return undefined;
  const given = partsOf(list).map(textOf);
  if (owner === 't' && (name === 'end' || name === 'plan')) return 'undefined';
  const known = Object.hasOwn(foreign, name) ? foreign[name] : undefined;
  if (known !== undefined) return known.replace(/%([12])/g, (_, number) => given[Number(number) - 1] ?? '');
  return owner === 't' && ofTape.has(name) ? `assert.${name}${textOf(list)}` : undefined;
}

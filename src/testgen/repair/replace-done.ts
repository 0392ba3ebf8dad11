import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import type { TextEdit } from '../code/edit-text.ts';
import { findNodes } from '../code/walk-code.ts';
import type { Surroundings } from '../surroundings.ts';
import type { TestBody } from '../test-body.ts';
import { editBody, type Repair } from './repair.ts';

const names = ['done', 'cb', 'callback', 'next'];

/**
 * A test that calls `done` waits for a promise instead. Most calls of it can go: those at the end, and those in a chain of
 * `then`, which is awaited. What is left becomes a promise around the whole test.
 */
export const replaceDone: Repair = (body, around) => {
  const done = body.parameters.find((name) => names.includes(name));
  if (done === undefined) return undefined;
  const shorter = dropCalls(awaitChains(body, around), done, around);
  const parameters = body.parameters.filter((name) => name !== done);
  const root = around.parse(shorter.code);
  if (root === undefined) return undefined;
  if (usesOf(root, done).length === 0) return { ...shorter, parameters };
  const code = `await new Promise((resolve, reject) => {\nconst ${done} = (error) => (error ? reject(error) : resolve());\n${shorter.code}\n});`;
  return { ...shorter, code: typed(code, around), parameters };
};

function typed(code: string, { setup }: Surroundings): string {
  if (setup.language !== 'typescript') return code;
  return code
    .replace('new Promise((', 'new Promise<void>((')
    .replace('= (error) =>', '= (error?: unknown): void =>')
    .replace('(error ? reject(error) : resolve())', '(error ? reject(error as Error) : resolve())');
}

function usesOf(root: CodeNode, name: string): CodeNode[] {
  return findNodes(root, ['identifier']).filter((node) => textOf(node) === name);
}

/** `load().then(...)` as a statement of the test itself. */
function awaitChains(body: TestBody, { parse }: Surroundings): TestBody {
  const root = parse(body.code);
  const edits = (root ? partsOf(root) : []).flatMap((statement): TextEdit[] => {
    const isReturn = statement.type === 'return_statement';
    if (statement.type !== 'expression_statement' && !isReturn) return [];
    const call = partsOf(statement)[0];
    if (call === undefined || !isChain(call)) return [];
    return [{ start: statement.start, end: call.start, text: 'await ' }];
  });
  return editBody(body, edits) ?? body;
}

function isChain(call: CodeNode): boolean {
  const property = partOf(partOf(call, 'function'), 'property');
  return (
    call.type === 'call_expression' &&
    property !== undefined &&
    /^(?:then|catch|finally)$/.test(textOf(property))
  );
}

/** Statements `done()` of the test itself and of awaited chains; `.catch(done)` behind one. */
function dropCalls(body: TestBody, done: string, { parse }: Surroundings): TestBody {
  const root = parse(body.code);
  if (root === undefined) return body;
  const edits = partsOf(root).flatMap((statement): TextEdit[] => {
    const isAwaited = partsOf(statement)[0]?.type === 'await_expression';
    const ends = findNodes(statement, ['expression_statement']).filter((one) => isCallOf(one, done));
    if (!isAwaited) return ends.filter((one) => one === statement).map(removal);
    return [...ends.map(removal), ...catchesOf(statement, done)];
  });
  return editBody(body, edits) ?? body;
}

function isCallOf(statement: CodeNode, name: string): boolean {
  const call = partsOf(statement)[0];
  const callee = partOf(call, 'function');
  const given = partOf(call, 'arguments');
  return (
    callee !== undefined && given !== undefined && textOf(callee) === name && partsOf(given).length === 0
  );
}

function removal({ start, end, source }: CodeNode): TextEdit {
  const before = /[ \t]*$/.exec(source.slice(0, start))?.[0].length ?? 0;
  const isWholeLine = source[start - before - 1] === '\n' || start === before;
  return isWholeLine ? { start: Math.max(0, start - before - 1), end, text: '' } : { start, end, text: '' };
}

function catchesOf(statement: CodeNode, done: string): TextEdit[] {
  return findNodes(statement, ['call_expression']).flatMap((call) => {
    const member = partOf(call, 'function');
    const property = partOf(member, 'property');
    const object = partOf(member, 'object');
    const given = partOf(call, 'arguments');
    if (object === undefined || property === undefined || given === undefined) return [];
    const isCatch = textOf(property) === 'catch' || textOf(property) === 'then';
    if (!isCatch || textOf(given) !== `(${done})`) return [];
    return [{ start: object.end, end: call.end, text: '' }];
  });
}

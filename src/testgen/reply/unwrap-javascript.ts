import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import { readImports, stringOf } from '../code/read-imports.ts';
import { sliceDedented } from '../code/reindent.ts';
import { isFunction } from '../code/walk-code.ts';
import type { ImportNeed, TestBody } from '../test-body.ts';

/** Most tests that are taken from one reply. */
export const mostTests = 20;

/** What statements around a test add to it. */
interface Around {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * The tests in a text: bodies of `it` and `test`, with what `describe` and `beforeEach` around them share; without any, the
 * text itself is one. Imports and exports are taken out of it.
 */
export function unwrapJavaScript(root: CodeNode): TestBody[] {
  const needs: ImportNeed[] = [];
  const tests = readBlock(partsOf(root), { before: [], after: [] }, needs);
  return tests.slice(0, mostTests).map((body) => ({ ...body, needs }));
}

type Draft = Pick<TestBody, 'title' | 'code' | 'parameters' | 'decorators'>;

function readBlock(statements: readonly CodeNode[], outer: Around, needs: ImportNeed[]): Draft[] {
  const before = [...outer.before];
  const after = [...outer.after];
  const tests: (() => Draft[])[] = [];
  const loose: string[] = [];
  for (const statement of statements) {
    const imports = readImports(statement);
    if (imports !== undefined) {
      needs.push(...imports);
      continue;
    }
    const call = readTestCall(statement);
    const around: Around = { before: [...before], after };
    if (call === undefined) {
      const code = statementCode(statement);
      if (code !== '') loose.push(code);
      before.push(...(code === '' ? [] : [code]));
    } else if (call.role === 'before') before.push(...bodyCode(call.callback));
    else if (call.role === 'after') after.unshift(...bodyCode(call.callback));
    else if (call.role === 'describe') tests.push(() => readBlock(blockOf(call.callback), around, needs));
    else tests.push(() => [draftOf(call, around)]);
  }
  if (tests.length > 0) return tests.flatMap((read) => read());
  // A block of its own, such as a describe without tests, tests nothing by what stands around it.
  const code = [...before, ...after].join('\n');
  return loose.length === 0 ? [] : [{ title: '', code, parameters: [], decorators: [] }];
}

interface TestCall {
  readonly role: 'test' | 'describe' | 'before' | 'after';
  readonly title: string;
  readonly callback: CodeNode;
  /** Rows of `it.each`. */
  readonly rows: string;
}

const roles: Readonly<Record<string, TestCall['role']>> = {
  it: 'test',
  test: 'test',
  specify: 'test',
  describe: 'describe',
  suite: 'describe',
  context: 'describe',
  before: 'before',
  beforeAll: 'before',
  beforeEach: 'before',
  after: 'after',
  afterAll: 'after',
  afterEach: 'after',
};

/** `it('title', () => {})` and the like, also `it.only`, `it.each(rows)('title', ...)`, awaited, or a function named as a test. */
function readTestCall(statement: CodeNode): TestCall | undefined {
  if (statement.type === 'function_declaration') return readTestFunction(statement);
  if (statement.type !== 'expression_statement') return undefined;
  const [expression] = partsOf(statement);
  const call = expression?.type === 'await_expression' ? partsOf(expression)[0] : expression;
  if (call?.type !== 'call_expression') return undefined;
  const callee = partOf(call, 'function');
  const each = callee?.type === 'call_expression' ? callee : undefined;
  const name = textOf(partOf(each ?? call, 'function') ?? call);
  const role = Object.hasOwn(roles, firstWord(name)) ? roles[firstWord(name)] : undefined;
  const given = partsOf(partOf(call, 'arguments') ?? call);
  const callback = given.find(isFunction);
  if (role === undefined || callback === undefined) return undefined;
  const rows = each && name.endsWith('.each') ? partsOf(partOf(each, 'arguments') ?? each)[0] : undefined;
  return { role, callback, title: stringOf(given[0]) ?? '', rows: rows === undefined ? '' : textOf(rows) };
}

function firstWord(name: string): string {
  return name.split('.', 1)[0] ?? '';
}

/** `function testAddsItem() {}`: nobody would call it. */
function readTestFunction(statement: CodeNode): TestCall | undefined {
  const name = partOf(statement, 'name');
  const parameters = partOf(statement, 'parameters');
  if (name === undefined || parameters === undefined || partsOf(parameters).length > 0) return undefined;
  if (!/^(?:test|should|it[A-Z_])/.test(textOf(name))) return undefined;
  return { role: 'test', title: '', callback: statement, rows: '' };
}

function draftOf({ title, callback, rows }: TestCall, { before, after }: Around): Draft {
  const parameters = partsOf(
    partOf(callback, 'parameters') ?? partOf(callback, 'parameter') ?? emptyOf(callback),
  );
  const single = partOf(callback, 'parameter');
  const names = single === undefined ? parameters.map(textOf) : [textOf(single)];
  const own = bodyCode(callback);
  const inner = rows === '' ? own : [overRows(rows, names, own)];
  const code = [...before, ...inner, ...after].join('\n');
  return { title, code, parameters: rows === '' ? names.map(withoutType) : [], decorators: [] };
}

function emptyOf(node: CodeNode): CodeNode {
  return { ...node, children: [] };
}

function withoutType(parameter: string): string {
  return parameter.replace(/[?:=][\s\S]*$/, '').trim();
}

/** One test that goes over the rows: each row is one value, or the list of what the function is given. */
function overRows(rows: string, names: readonly string[], body: readonly string[]): string {
  const pattern = names.length === 1 && !/^\[\s*\[/.test(rows) ? (names[0] ?? '') : `[${names.join(', ')}]`;
  return `for (const ${pattern} of ${rows}) {\n${body.join('\n')}\n}`;
}

function blockOf(callback: CodeNode): CodeNode[] {
  const body = partOf(callback, 'body');
  return body?.type === 'statement_block' ? partsOf(body) : [];
}

/** The code of a function's body, in one piece; of `() => expression` the expression as a statement. */
function bodyCode(callback: CodeNode): string[] {
  const body = partOf(callback, 'body');
  if (body === undefined) return [];
  if (body.type !== 'statement_block') return [`${sliceOf(body)};`];
  const inner = body.children.filter(({ isNamed }) => isNamed);
  const [first, last] = [inner[0], inner.at(-1)];
  return first === undefined || last === undefined ? [] : [sliceDedented(body, first.start, last.end)];
}

/** Without `export`; empty for what only exports and for comments. */
function statementCode(statement: CodeNode): string {
  if (statement.type === 'comment' || statement.type === 'empty_statement') return '';
  if (statement.type !== 'export_statement') return sliceOf(statement);
  const declared = partOf(statement, 'declaration');
  return declared === undefined ? '' : sliceOf(declared);
}

function sliceOf(node: CodeNode): string {
  return sliceDedented(node, node.start, node.end);
}

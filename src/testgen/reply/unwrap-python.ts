import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import { readImports } from '../code/read-imports.ts';
import { sliceDedented } from '../code/reindent.ts';
import type { ImportNeed, TestBody } from '../test-body.ts';
import { mostTests } from './unwrap-javascript.ts';

type Draft = Pick<TestBody, 'title' | 'code' | 'parameters' | 'decorators'>;

/**
 * The tests in a text of Python: bodies of `def test_...`, also in classes, with what `setUp` and statements before them
 * prepare; without any, the text itself is one. Imports are taken out of it.
 */
export function unwrapPython(root: CodeNode): TestBody[] {
  const needs: ImportNeed[] = [];
  const tests = readBlock(partsOf(root), [], needs);
  return tests.slice(0, mostTests).map((body) => ({ ...body, needs }));
}

function readBlock(statements: readonly CodeNode[], outer: readonly string[], needs: ImportNeed[]): Draft[] {
  const before = [...outer];
  const tests: Draft[] = [];
  let isLoose = false;
  for (const statement of statements) {
    const imports = readImports(statement);
    const definition =
      statement.type === 'decorated_definition' ? partOf(statement, 'definition') : statement;
    const name = definition === undefined ? '' : nameOf(definition);
    if (imports !== undefined) needs.push(...imports);
    else if (isLaunch(statement)) continue;
    else if (definition?.type === 'class_definition' && /test/i.test(name)) {
      tests.push(...readBlock(blockOf(definition), before, needs));
    } else if (definition?.type === 'function_definition' && /^test/.test(name)) {
      tests.push(draftOf(definition, decoratorsOf(statement), before));
    } else if (definition?.type === 'function_definition' && /^set_?up/i.test(name)) {
      before.push(bodyCode(definition));
    } else if (definition?.type !== 'function_definition' || !/^tear_?down/i.test(name)) {
      before.push(withoutSelf(statement, statement.start, statement.end));
      isLoose = true;
    }
  }
  if (tests.length > 0) return tests;
  return isLoose ? [{ title: '', code: before.join('\n'), parameters: [], decorators: [] }] : [];
}

function nameOf(definition: CodeNode): string {
  const name = partOf(definition, 'name');
  return name === undefined ? '' : textOf(name);
}

/** `unittest.main()`, alone or below `if __name__ == '__main__'`. */
function isLaunch(statement: CodeNode): boolean {
  return /^(?:if\s+__name__\b|(?:unittest|pytest)\.main\()/.test(textOf(statement));
}

function decoratorsOf(statement: CodeNode): string[] {
  return statement.children.filter(({ type }) => type === 'decorator').map(textOf);
}

function draftOf(definition: CodeNode, decorators: readonly string[], before: readonly string[]): Draft {
  const list = partOf(definition, 'parameters');
  const parameters = list === undefined ? [] : partsOf(list).map(textOf);
  return {
    title: nameOf(definition)
      .replace(/^test_*/, '')
      .replaceAll('_', ' ')
      .trim(),
    code: [...before, bodyCode(definition)].join('\n'),
    parameters: parameters.filter((name) => name !== 'self' && name !== 'cls'),
    decorators,
  };
}

function blockOf(definition: CodeNode): CodeNode[] {
  const body = partOf(definition, 'body');
  return body === undefined ? [] : partsOf(body);
}

function bodyCode(definition: CodeNode): string {
  const [first, ...rest] = blockOf(definition);
  return first === undefined ? 'pass' : withoutSelf(first, first.start, (rest.at(-1) ?? first).end);
}

/** Attributes of the test's own object are plain names in a function; its assertions are translated elsewhere. */
function withoutSelf(first: CodeNode, start: number, end: number): string {
  const root = { ...first, start, end };
  const code = sliceDedented(root, start, end);
  return code.replace(/\bself\.(?!assert|fail|skip|subTest)(?=[A-Za-z_])/g, '');
}

import type { CodeNode, ParseCode } from '../code/code-node.ts';
import { indentCode } from '../code/reindent.ts';
import { findNodes, isFunction } from '../code/walk-code.ts';
import type { TestBody } from '../test-body.ts';
import type { CodeStyle } from './code-style.ts';

/**
 * The call or function that holds a test's statements. Lines by `\n`, not indented.
 *
 * @param word `it` or `test`, as the file says it
 */
export function wrapJavaScript(body: TestBody, word: string, style: CodeStyle, parse: ParseCode): string {
  const root = parse(body.code);
  const start = root !== undefined && usesThis(root) ? 'function (' : '(';
  const parameters = body.parameters.join(', ');
  const head = `${root !== undefined && isAsync(root) ? 'async ' : ''}${start}${parameters})`;
  const arrow = start === '(' ? ' =>' : '';
  const inner = root === undefined ? body.code : indentCode(root, style.indent);
  return `${word}(${quote(body.title, style)}, ${head}${arrow} {\n${inner}\n})${style.hasSemicolons ? ';' : ''}`;
}

/** @param name `test_adds_an_item` */
export function wrapPython(body: TestBody, name: string, style: CodeStyle, parse: ParseCode): string {
  const root = parse(body.code);
  const isCoroutine =
    root !== undefined && findNodes(root, ['await'], isFunction).some(({ isNamed }) => isNamed);
  const decorators = isCoroutine ? ['@pytest.mark.asyncio', ...body.decorators] : body.decorators;
  const inner = root === undefined ? body.code : indentCode(root, style.indent);
  const head = `${isCoroutine ? 'async ' : ''}def ${name}(${body.parameters.join(', ')}):`;
  return [...new Set(decorators), head, inner].join('\n');
}

/**
 * The call around a test.
 *
 * @param word `describe` or `suite`
 */
export function wrapSuite(
  word: string,
  name: string,
  test: string,
  style: CodeStyle,
  parse: ParseCode,
): string {
  const root = parse(test);
  const inner = root === undefined ? test : indentCode(root, style.indent);
  return `${word}(${quote(name, style)}, () => {\n${inner}\n})${style.hasSemicolons ? ';' : ''}`;
}

/** Whether statements wait for something themselves, not in a function of their own. */
export function isAsync(root: CodeNode): boolean {
  if (findNodes(root, ['await_expression'], isFunction).length > 0) return true;
  return findNodes(root, ['for_in_statement'], isFunction).some(({ children }) =>
    children.some(({ type }) => type === 'await'),
  );
}

function usesThis(root: CodeNode): boolean {
  return findNodes(root, ['this'], (node) => isFunction(node) && node.type !== 'arrow_function').length > 0;
}

function quote(text: string, { quote: mark }: CodeStyle): string {
  return mark + text.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`) + mark;
}

import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import { stringOf } from '../code/read-imports.ts';
import { walkCode } from '../code/walk-code.ts';
import type { Deny } from './denied-code.ts';
import { judgeModule, type AllowedImports } from './node-modules.ts';

/** Functions that load a module by its name, at the start of their callee's text or after a dot. */
const loaders =
  /(^|\.)(require|requireActual|importActual|requireMock|importMock|createMockFromModule|import)$/;

const mockers = /^(vi|vitest|jest)\.(mock|doMock|unstable_mockModule|setMock)$/;

/**
 * What JavaScript and TypeScript load: by `import`, `export … from`, `require` and their relatives of test frameworks.
 * A module that the text replaces by a mock of its own is not loaded.
 */
export function denyLoading(
  root: CodeNode,
  allowed: AllowedImports,
  mocked: ReadonlySet<string>,
  deny: Deny,
): void {
  const judge = (node: CodeNode, specifier: string | undefined, isMockable = true): void => {
    if (specifier === undefined) return deny(node, 'loads a module whose name is made at run time');
    if (isMockable && mocked.has(plain(specifier))) return;
    const reason = judgeModule(specifier, allowed);
    if (reason !== '') deny(node, reason);
  };
  walkCode(root, (node) => {
    if (node.type === 'import_statement' || node.type === 'export_statement') {
      const source = partOf(node, 'source') ?? requiredSource(node);
      if (source !== undefined) judge(node, stringOf(source));
    } else if (node.type === 'call_expression') {
      const callee = calleeOf(node);
      if (loaders.test(callee)) judge(node, stringOf(argumentsOf(node)[0]), !/actual$/i.test(callee));
    }
  });
}

/** Modules that a call replaces by what a function returns, without `node:`. */
export function findMocked(root: CodeNode): ReadonlySet<string> {
  const mocked = new Set<string>();
  walkCode(root, (node) => {
    if (node.type !== 'call_expression' || !mockers.test(calleeOf(node))) return;
    const [name, factory] = argumentsOf(node);
    const specifier = stringOf(name);
    if (specifier !== undefined && factory !== undefined) mocked.add(plain(specifier));
  });
  return mocked;
}

/** Of TypeScript's `import a = require('b')`. */
function requiredSource(statement: CodeNode): CodeNode | undefined {
  const clause = statement.children.find(({ type }) => type === 'import_require_clause');
  return partOf(clause, 'source');
}

function plain(specifier: string): string {
  return specifier.replace(/^node:/, '');
}

/** Text of what is called, without blanks, optional chaining and type arguments. */
export function calleeOf(call: CodeNode): string {
  const callee = partOf(call, 'function') ?? partOf(call, 'constructor') ?? call.children[0];
  return callee === undefined ? '' : textOf(callee).replace(/\s+|[!?]/g, '');
}

export function argumentsOf(call: CodeNode): readonly CodeNode[] {
  const list = partOf(call, 'arguments');
  return list === undefined ? [] : partsOf(list);
}

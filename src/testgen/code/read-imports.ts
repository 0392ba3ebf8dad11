import type { ImportNeed } from '../test-body.ts';
import { hasChild, partOf, partsOf, textOf, type CodeNode } from './code-node.ts';

/**
 * Names that a statement takes from other modules: `import`, a declaration by `require` or `await import`, Python's `import`
 * and `from`. Undefined: the statement does something else.
 */
export function readImports(statement: CodeNode): ImportNeed[] | undefined {
  switch (statement.type) {
    case 'import_statement':
      return partOf(statement, 'source') || hasChild(statement, 'import_require_clause')
        ? readEsImport(statement)
        : readPythonImport(statement);
    case 'import_from_statement':
    case 'future_import_statement':
      return readPythonFrom(statement);
    case 'lexical_declaration':
    case 'variable_declaration':
      return readRequires(statement);
    case 'expression_statement':
      return readBareRequire(statement);
    default:
      return undefined;
  }
}

const blank = { imported: '', local: '', isType: false } as const;

function readEsImport(statement: CodeNode): ImportNeed[] {
  const clause = statement.children.find(({ type }) => type === 'import_clause');
  const source = stringOf(partOf(statement, 'source'));
  if (source === undefined) return [];
  if (clause === undefined) return [{ ...blank, source, kind: 'effect' }];
  const isType = hasChild(statement, 'type');
  return partsOf(clause).flatMap((part): ImportNeed[] => {
    if (part.type === 'identifier')
      return [{ ...blank, source, kind: 'default', local: textOf(part), isType }];
    if (part.type === 'namespace_import') {
      return partsOf(part).map((name) => ({ ...blank, source, kind: 'module', local: textOf(name), isType }));
    }
    return partsOf(part).map((one) => readSpecifier(one, source, isType));
  });
}

function readSpecifier(specifier: CodeNode, source: string, isType: boolean): ImportNeed {
  const name = partOf(specifier, 'name');
  const imported = name === undefined ? '' : textOf(name).replace(/^['"]|['"]$/g, '');
  const alias = partOf(specifier, 'alias');
  const local = alias === undefined ? imported : textOf(alias);
  return imported === 'default'
    ? { ...blank, source, kind: 'default', local, isType }
    : { source, kind: 'named', imported, local, isType: isType || hasChild(specifier, 'type') };
}

/** All declarators must load modules. */
function readRequires(statement: CodeNode): ImportNeed[] | undefined {
  const found = partsOf(statement).map(readRequire);
  return found.includes(undefined) ? undefined : found.flatMap((needs) => needs ?? []);
}

/** `a = require('m')`, `{ a, b: c } = require('m')`, `a = require('m').b`, the same with `await import('m')`. */
function readRequire(declarator: CodeNode): ImportNeed[] | undefined {
  const name = partOf(declarator, 'name');
  const value = partOf(declarator, 'value');
  if (name === undefined || value === undefined) return undefined;
  const property = partOf(value, 'property');
  const loaded = value.type === 'member_expression' ? partOf(value, 'object') : value;
  const load = loaded && loadedModule(loaded);
  if (load === undefined) return undefined;
  const { source, isDynamic } = load;
  if (name.type === 'identifier') {
    const local = textOf(name);
    const imported = property === undefined ? '' : textOf(property);
    if (imported !== '' && imported !== 'default')
      return [{ ...blank, source, kind: 'named', imported, local }];
    return [{ ...blank, source, kind: isDynamic && imported === '' ? 'module' : 'default', local }];
  }
  if (name.type !== 'object_pattern' || property !== undefined) return undefined;
  return partsOf(name).flatMap((part): ImportNeed[] => {
    const isPair = part.type === 'pair_pattern';
    const key = isPair ? partOf(part, 'key') : part;
    const local = isPair ? partOf(part, 'value') : part;
    if (key === undefined || local === undefined) return [];
    return [{ ...blank, source, kind: 'named', imported: textOf(key), local: textOf(local) }];
  });
}

function loadedModule(value: CodeNode): { source: string; isDynamic: boolean } | undefined {
  const inner = value.type === 'parenthesized_expression' ? partsOf(value)[0] : value;
  const call = inner?.type === 'await_expression' ? partsOf(inner)[0] : inner;
  if (call?.type !== 'call_expression') return undefined;
  const callee = call.children[0];
  const isDynamic = callee?.type === 'import';
  if (callee === undefined || (!isDynamic && textOf(callee) !== 'require')) return undefined;
  const [argument, ...more] = partsOf(partOf(call, 'arguments') ?? call);
  const source = more.length === 0 ? stringOf(argument) : undefined;
  return source === undefined ? undefined : { source, isDynamic };
}

function readBareRequire(statement: CodeNode): ImportNeed[] | undefined {
  const [value] = partsOf(statement);
  const load = value && loadedModule(value);
  return load && [{ ...blank, source: load.source, kind: 'effect' }];
}

function readPythonImport(statement: CodeNode): ImportNeed[] {
  return partsOf(statement).map((part) => {
    const name = part.type === 'aliased_import' ? partOf(part, 'name') : part;
    const alias = partOf(part, 'alias');
    const source = textOf(name ?? part);
    return { ...blank, source, kind: 'module', local: alias === undefined ? source : textOf(alias) };
  });
}

function readPythonFrom(statement: CodeNode): ImportNeed[] {
  const source =
    statement.type === 'future_import_statement' ? '__future__' : textOfPart(statement, 'module_name');
  return statement.children
    .filter(({ field }) => field === 'name')
    .map((part) => {
      const imported = part.type === 'aliased_import' ? textOfPart(part, 'name') : textOf(part);
      return { ...blank, source, kind: 'named', imported, local: textOfPart(part, 'alias') || imported };
    });
}

function textOfPart(node: CodeNode, field: string): string {
  const part = partOf(node, field);
  return part === undefined ? '' : textOf(part);
}

/** What a string without substitutions and escapes holds. */
export function stringOf(node: CodeNode | undefined): string | undefined {
  if (node?.type !== 'string' && node?.type !== 'template_string') return undefined;
  const text = textOf(node);
  return /[\\\n]|\$\{/.test(text) ? undefined : text.slice(1, -1);
}

import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import { commonJsExports } from './common-js-exports.ts';
import { exportAs, kindOf, type ModuleExport } from './module-export.ts';
import { topLevelValues, type TopLevelValues } from './top-level-values.ts';

/**
 * What a module exports, in the order of the text; of types nothing. Re-exports are listed without a node.
 *
 * A module of Python exports what stands at its top and has no leading underscore.
 */
export function exportsOf(root: CodeNode): ModuleExport[] {
  const values = topLevelValues(root);
  if (root.type === 'module') return pythonExports(values);
  const found = partsOf(root).flatMap((statement) =>
    statement.type === 'export_statement' ? esmExports(statement, values) : [],
  );
  return found.length > 0 ? found : commonJsExports(root, values);
}

function pythonExports(values: TopLevelValues): ModuleExport[] {
  return [...values]
    .filter(([name]) => !name.startsWith('_'))
    .map(([local, node]) => ({ exported: local, local, kind: kindOf(node), node }));
}

function esmExports(statement: CodeNode, values: TopLevelValues): ModuleExport[] {
  const isDefault = statement.children.some(({ type }) => type === 'default');
  const declaration = partOf(statement, 'declaration');
  if (declaration !== undefined) return declared(declaration, isDefault);
  const value = partOf(statement, 'value');
  if (value !== undefined) return [exportAs('default', value, values)];
  const isForeign = partOf(statement, 'source') !== undefined;
  return partsOf(statement)
    .filter(({ type }) => type === 'export_clause')
    .flatMap(partsOf)
    .flatMap((specifier) => exportedName(specifier, isForeign ? new Map() : values));
}

function declared(declaration: CodeNode, isDefault: boolean): ModuleExport[] {
  return [...topLevelValues(declaration)].map(([local, node]) => ({
    exported: isDefault ? 'default' : local,
    local,
    kind: kindOf(node),
    node,
  }));
}

function exportedName(specifier: CodeNode, values: TopLevelValues): ModuleExport[] {
  const name = partOf(specifier, 'name');
  if (specifier.type !== 'export_specifier' || name === undefined) return [];
  const exported = textOf(partOf(specifier, 'alias') ?? name);
  return [exportAs(exported.replace(/^['"]|['"]$/g, ''), name, values)];
}

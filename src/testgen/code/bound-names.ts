import { partOf, partsOf, textOf, type CodeNode } from './code-node.ts';
import { isFunction, walkCode } from './walk-code.ts';

/** Names of a text and the scopes that declare them. */
export interface BoundNames {
  /** Declared at the top of the text, imports included. */
  readonly top: ReadonlySet<string>;
  /** Identifiers that are read or called and that nothing in the text declares, in order. */
  readonly free: readonly CodeNode[];
}

/**
 * Which names a text of JavaScript, TypeScript or Python declares, and which it takes from elsewhere. Names count in the whole
 * of their scope, also before the place that declares them. Types are not names.
 */
export function bindNames(root: CodeNode): BoundNames {
  const scopes = new Map<CodeNode, Set<string>>();
  const declaring = new Set<CodeNode>();
  const declare = (scope: CodeNode, names: readonly CodeNode[]): void => {
    const known = scopes.get(scope) ?? new Set<string>();
    scopes.set(scope, known);
    for (const name of names) {
      known.add(textOf(name));
      declaring.add(name);
    }
  };
  walkCode(root, (node, ancestors) => {
    const { own, outer } = declarationsOf(node);
    if (own.length > 0) declare(node, own);
    if (outer.length > 0) declare(ancestors.findLast((one) => isScope(one)) ?? root, outer);
  });
  const free: CodeNode[] = [];
  walkCode(root, (node, ancestors) => {
    if (!referenceTypes.has(node.type) || declaring.has(node) || isPart(node, ancestors.at(-1))) return;
    const name = textOf(node);
    if (!ancestors.some((scope) => scopes.get(scope)?.has(name))) free.push(node);
  });
  return { top: scopes.get(root) ?? new Set(), free };
}

const referenceTypes = new Set(['identifier', 'shorthand_property_identifier']);

const scopeTypes = new Set([
  'program',
  'statement_block',
  'for_statement',
  'for_in_statement',
  'catch_clause',
  'switch_body',
  'module',
  'class_definition',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);

/** Python's `for` and blocks are no scopes: names live on behind them. */
function isScope(node: CodeNode): boolean {
  if (node.type === 'for_statement') return partOf(node, 'initializer') !== undefined;
  return scopeTypes.has(node.type) || isFunction(node);
}

/** A name that only means something together with another: `b` of Python's `a.b` and `f(b=1)`. */
function isPart(node: CodeNode, parent: CodeNode | undefined): boolean {
  if (parent?.type === 'attribute') return node.field === 'attribute';
  if (parent?.type === 'keyword_argument') return node.field === 'name';
  return parent !== undefined && namingTypes.has(parent.type);
}

const namingTypes = new Set(['dotted_name', 'import_specifier']);

interface Declared {
  /** Names that live inside the node. */
  readonly own: readonly CodeNode[];
  /** Names that live around it. */
  readonly outer: readonly CodeNode[];
}

const nothing: Declared = { own: [], outer: [] };

function declarationsOf(node: CodeNode): Declared {
  if (!node.isNamed) return nothing;
  if (isFunction(node)) return declarationsOfFunction(node);
  if (node.type === 'for_in_statement') return { own: loopNames(node), outer: [] };
  const read = Object.hasOwn(declarers, node.type) ? declarers[node.type] : undefined;
  return read === undefined ? nothing : { own: [], outer: read(node).flatMap(patternNames) };
}

function declarationsOfFunction(node: CodeNode): Declared {
  const name = partOf(node, 'name');
  const isOwn = node.type === 'function_expression' || node.type === 'generator_function';
  const names = name?.type === 'identifier' ? [name] : [];
  const lists = [partOf(node, 'parameters'), partOf(node, 'parameter')].filter((one) => one !== undefined);
  const parameters = lists.flatMap(patternNames);
  return isOwn ? { own: [...names, ...parameters], outer: [] } : { own: parameters, outer: names };
}

type Declarer = (node: CodeNode) => readonly CodeNode[];

const byField =
  (field: string): Declarer =>
  (node) => {
    const part = partOf(node, field);
    return part === undefined ? [] : [part];
  };

const declarers: Readonly<Record<string, Declarer>> = {
  variable_declarator: byField('name'),
  class_declaration: byField('name'),
  abstract_class_declaration: byField('name'),
  enum_declaration: byField('name'),
  catch_clause: byField('parameter'),
  import_clause: (node) => partsOf(node).filter(({ type }) => type === 'identifier'),
  namespace_import: partsOf,
  import_specifier: (node) =>
    byField('alias')(node).concat(partOf(node, 'alias') ? [] : byField('name')(node)),
  assignment: byField('left'),
  augmented_assignment: byField('left'),
  for_statement: (node) => byField('left')(node),
  for_in_clause: byField('left'),
  as_pattern_target: partsOf,
  named_expression: byField('name'),
  class_definition: byField('name'),
  aliased_import: byField('alias'),
  import_statement: firstNames,
  import_from_statement: firstNames,
  // Captures of `match` look like any other name.
  case_pattern: partsOf,
};

/** Of `for (const a of b)`; without `const` and the like it declares none. */
function loopNames(node: CodeNode): CodeNode[] {
  const declares = node.children.some(({ field }) => field === 'kind');
  return declares ? byField('left')(node).flatMap(patternNames) : [];
}

/** `a` of `import a.b`, `b` of `from a import b`; aliases stand for themselves. */
function firstNames(node: CodeNode): readonly CodeNode[] {
  const names = node.children.filter(({ type, field }) => type === 'dotted_name' && field === 'name');
  return names.flatMap((name) => partsOf(name).slice(0, 1));
}

/** Names that a pattern declares: those in default values and computed keys are none. */
function patternNames(pattern: CodeNode): CodeNode[] {
  switch (pattern.type) {
    case 'identifier':
    case 'type_identifier':
    case 'shorthand_property_identifier_pattern':
      return [pattern];
    case 'pair_pattern':
      return byField('value')(pattern).flatMap(patternNames);
    case 'assignment_pattern':
    case 'object_assignment_pattern':
      return byField('left')(pattern).flatMap(patternNames);
    case 'required_parameter':
    case 'optional_parameter':
      return byField('pattern')(pattern).flatMap(patternNames);
    case 'default_parameter':
    case 'typed_default_parameter':
      return byField('name')(pattern).flatMap(patternNames);
    case 'typed_parameter':
      return partsOf(pattern)
        .filter(({ field }) => field !== 'type')
        .flatMap(patternNames);
    default:
      return groups.has(pattern.type) ? partsOf(pattern).flatMap(patternNames) : [];
  }
}

const groups = new Set([
  'formal_parameters',
  'parameters',
  'lambda_parameters',
  'object_pattern',
  'array_pattern',
  'rest_pattern',
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'list_splat_pattern',
  'dictionary_splat_pattern',
  'as_pattern_target',
]);

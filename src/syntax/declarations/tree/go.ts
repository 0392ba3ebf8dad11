import type { Parameter } from '../../../docstring/declaration.ts';
import type { LanguageTable, Place, Reading } from './language-table.ts';
import { childOf, childrenOf, partOf, textOf, type SyntaxNode } from './syntax-node.ts';
import { nodesWithin } from './walk-tree.ts';

const specs = ['type_spec', 'type_alias', 'const_spec', 'var_spec'];

export const go: LanguageTable = {
  comments: ['comment'],
  texts: ['raw_string_literal', 'interpreted_string_literal', 'rune_literal'],
  closed: ['block', ...specs],
  readers: () => ({
    function_declaration: readFunction,
    method_declaration: readFunction,
    type_declaration: readGroup,
    const_declaration: readGroup,
    var_declaration: readGroup,
    ...Object.fromEntries(specs.map((type) => [type, readSpec])),
  }),
};

function readFunction(node: SyntaxNode): Reading | undefined {
  const nameNode = partOf(node, 'name');
  if (nameNode === undefined) return undefined;
  const name = textOf(nameNode);
  const body = partOf(node, 'body');
  const receiver = receiverOf(node);
  return {
    declared: {
      kind: receiver === undefined ? 'function' : 'method',
      name,
      owners: receiver === undefined ? [] : [receiver],
      isPublic: isExported(name) && (receiver === undefined || isExported(receiver)),
      headEnd: body?.start,
      parameters: parametersOf(node),
      typeParameters: typeParametersOf(node),
      returns: partOf(node, 'result') === undefined ? 'nothing' : 'value',
      throws: body !== undefined && panics(body) ? [''] : [],
    },
  };
}

/** `type (...)` hands its comment down; `type X ...` is the declaration itself. */
function readGroup(node: SyntaxNode, place: Place): Reading | undefined {
  const list = childOf(node, 'var_spec_list') ?? node;
  const only = childOf(list, '(') === undefined ? childOf(list, ...specs) : undefined;
  const owner = { kind: 'group', names: [], isPublic: true } as const;
  if (only !== undefined) return { ...readSpec(only, place), inner: owner };
  // One comment for a group of constants is custom, types have their own.
  return { inner: node.type === 'type_declaration' ? { ...owner, kind: 'file' } : { ...owner, group: node } };
}

function readSpec(node: SyntaxNode, { owner }: Place): Reading | undefined {
  // Without parentheses it was read with the keyword before it.
  if (owner.kind === 'group' && owner.group === undefined) return undefined;
  return /^type/.test(node.type) ? readType(node) : readValues(node);
}

function readType(node: SyntaxNode): Reading | undefined {
  const nameNode = partOf(node, 'name');
  const type = partOf(node, 'type');
  if (nameNode === undefined || type === undefined) return undefined;
  const name = textOf(nameNode);
  const kind = { struct_type: 'class', interface_type: 'interface' } as const;
  const fields = childOf(type, 'field_declaration_list', '{');
  return {
    declared: {
      kind: type.type in kind ? kind[type.type as keyof typeof kind] : 'type',
      name,
      isPublic: isExported(name),
      headEnd: fields?.start,
      typeParameters: typeParametersOf(node),
    },
  };
}

/** A comment stands for all names of `A, b = 1, 2`: the first exported one has it. */
function readValues(node: SyntaxNode): Reading | undefined {
  const names = node.children.filter((one) => one.field === 'name' && one.isNamed).map(textOf);
  const name = names.find(isExported);
  return name === undefined ? undefined : { declared: { kind: 'constant', name, isPublic: true } };
}

function isExported(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}

/** Name of the receiver's type. */
function receiverOf(method: SyntaxNode): string | undefined {
  const list = partOf(method, 'receiver');
  const type = list && childOf(list, 'parameter_declaration');
  const name = type && nodesWithin(type, (one) => one.type === 'type_arguments');
  return name?.filter((one) => one.type === 'type_identifier').map(textOf)[0];
}

function typeParametersOf(node: SyntaxNode): string[] {
  const list = partOf(node, 'type_parameters')?.children ?? [];
  return list.flatMap((one) => childrenOf(one, 'identifier', 'type_identifier').map(textOf));
}

function parametersOf(node: SyntaxNode): Parameter[] {
  const list =
    partOf(node, 'parameters')?.children.filter((one) => one.isNamed && one.type !== 'comment') ?? [];
  return list.flatMap((one) => {
    const isRest = one.type === 'variadic_parameter_declaration';
    const names = one.children.filter((child) => child.field === 'name' && child.isNamed).map(textOf);
    const known = names.length === 0 ? [''] : names.map((name) => (name === '_' ? '' : name));
    return known.map((name) => ({ name, properties: [], isOptional: false, isRest }));
  });
}

/** Whether the body itself calls `panic`, and nothing in it recovers. */
function panics(body: SyntaxNode): boolean {
  const calls = (nodes: readonly SyntaxNode[], name: string): boolean =>
    nodes.some((one) => {
      const callee = one.type === 'call_expression' ? partOf(one, 'function') : undefined;
      return callee?.type === 'identifier' && textOf(callee) === name;
    });
  return (
    calls(
      nodesWithin(body, (one) => one.type === 'func_literal'),
      'panic',
    ) &&
    !calls(
      nodesWithin(body, () => false),
      'recover',
    )
  );
}

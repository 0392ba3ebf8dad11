import type {
  Class,
  MethodDefinition,
  Node,
  ObjectExpression,
  ObjectProperty,
  PropertyDefinition,
  TSInterfaceDeclaration,
  TSMethodSignature,
} from 'oxc-parser';
import { isFunction, unwrap, type TextOf } from './node-kinds.ts';

/** What a class, an interface or an object literal holds under a name. */
export interface Member {
  readonly node: Node;
  /** Undefined for a computed name that is too long to be one. */
  readonly name: string | undefined;
  readonly nameStart: number;
  readonly kind: 'method' | 'getter' | 'setter' | 'constructor';
  /** Neither private nor protected, by keyword, `#` or a leading underscore. */
  readonly isAccessible: boolean;
  readonly overrides: boolean;
  /** What it stands for, without type assertions: a function in any form, a signature, a value. Undefined for a field without one. */
  readonly value: Node | undefined;
}

export function membersOf(
  owner: Class | TSInterfaceDeclaration | ObjectExpression,
  textOf: TextOf,
): Member[] {
  const nodes = owner.type === 'ObjectExpression' ? owner.properties : owner.body.body;
  return nodes.flatMap((node) => {
    switch (node.type) {
      case 'MethodDefinition':
      case 'TSAbstractMethodDefinition':
      case 'PropertyDefinition':
      case 'Property':
      case 'TSMethodSignature':
        return [memberOf(node, textOf)];
      default:
        return [];
    }
  });
}

type MemberNode = MethodDefinition | PropertyDefinition | ObjectProperty | TSMethodSignature;

const kinds = { get: 'getter', set: 'setter', constructor: 'constructor' } as const;

function memberOf(node: MemberNode, textOf: TextOf): Member {
  const kind = 'kind' in node ? node.kind : 'method';
  const name = nameOf(node, textOf);
  const accessibility = 'accessibility' in node ? (node.accessibility ?? 'public') : 'public';
  const value = node.type === 'TSMethodSignature' ? node : node.value;
  return {
    node,
    name,
    nameStart: node.key.start,
    kind: kind === 'method' || kind === 'init' ? 'method' : kinds[kind],
    isAccessible: accessibility === 'public' && name !== undefined && !/^[#_]/.test(name),
    overrides: 'override' in node && node.override === true,
    value: value === null ? undefined : unwrap(value),
  };
}

function nameOf({ key, computed }: MemberNode, textOf: TextOf): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  const text = textOf(key);
  if (computed) return text.length > 80 || text.includes('\n') ? undefined : `[${text}]`;
  return key.type === 'Literal' ? String(key.value) : text;
}

/** Whether a function does nothing but return a field: `return this.name`. */
export function isTrivial(value: Node | undefined): boolean {
  if (value === undefined || !isFunction(value) || value.body === null) return false;
  const { body } = value;
  if (body.type !== 'BlockStatement') return isField(body);
  const only = body.body.length === 1 ? body.body[0] : undefined;
  return only?.type === 'ReturnStatement' && only.argument !== null && isField(only.argument);
}

function isField(expression: Node): boolean {
  const node = unwrap(expression);
  if (node.type !== 'MemberExpression' || node.computed) return false;
  return node.object.type === 'ThisExpression' || isField(node.object);
}

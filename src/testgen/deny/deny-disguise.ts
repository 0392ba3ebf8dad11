import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import { walkCode } from '../code/walk-code.ts';
import { argumentsOf, calleeOf } from './deny-loading.ts';
import type { Deny } from './denied-code.ts';

const timers = /(^|\.)(setTimeout|setInterval|setImmediate)$/;

/** Environments of tests that frameworks ship; any other is a module that a comment loads. */
const environmentComment = /@(?:jest|vitest)-environment\s+(?!(?:node|jsdom|happy-dom|edge-runtime)\b)\S+/;

/** Ways to reach what has another name: by a made-up key, through constructors, by text that becomes code. */
export function denyDisguise(root: CodeNode, deny: Deny): void {
  walkCode(root, (node, ancestors) => {
    if (node.type === 'subscript_expression') denySubscript(node, deny);
    else if (node.type === 'member_expression') denyMember(node, ancestors, deny);
    else if (node.type === 'pair_pattern' || node.type === 'shorthand_property_identifier_pattern')
      denyPattern(node, deny);
    else if (node.type === 'call_expression') denyTimer(node, deny);
    else if (node.type === 'with_statement') deny(node, 'hides what it uses (with)');
    else if (node.type === 'comment' && environmentComment.test(textOf(node)))
      deny(node, 'loads a test environment');
    else if (node.type === 'meta_property' && textOf(node).startsWith('import'))
      denyMeta(node, ancestors, deny);
  });
}

function denySubscript(node: CodeNode, deny: Deny): void {
  const key = partOf(node, 'index');
  if (key === undefined) return;
  const parts = leaves(key);
  if (parts.length > 1 && parts.every(({ type }) => type === 'string' || type === 'template_string')) {
    deny(node, 'hides what it uses (a name put together)');
  } else if (key.type === 'string' || key.type === 'template_string') {
    if (isHidden(textOf(key).slice(1, -1))) deny(node, `hides what it uses ([${textOf(key)}])`);
  }
}

/** What a `+` puts together; other expressions are one leaf. */
function leaves(node: CodeNode): readonly CodeNode[] {
  if (node.type === 'parenthesized_expression') return partsOf(node).flatMap(leaves);
  if (node.type !== 'binary_expression') return [node];
  return partsOf(node).flatMap(leaves);
}

/** Ways from any value to the constructor of functions; escapes in a key are never needed. */
function isHidden(name: string): boolean {
  return (
    name.includes('\\') || ['constructor', '__proto__', '__lookupGetter__', '__defineGetter__'].includes(name)
  );
}

/** `error.constructor.name` and `expect(a.constructor)` ask; all else could make code out of text. */
function denyMember(node: CodeNode, ancestors: readonly CodeNode[], deny: Deny): void {
  const name = partOf(node, 'property');
  const used = name === undefined ? '' : textOf(name);
  const parent = ancestors.at(-1);
  if (used !== 'constructor') {
    if (isHidden(used)) deny(node, `hides what it uses (.${used})`);
    return;
  }
  const isNamed =
    parent?.type === 'member_expression' && textOf(partOf(parent, 'property') ?? parent) === 'name';
  const isCompared = parent?.type === 'arguments' || parent?.type === 'binary_expression';
  if (!isNamed && !isCompared) deny(node, 'runs text as code (constructor)');
}

function denyPattern(node: CodeNode, deny: Deny): void {
  const key = node.type === 'pair_pattern' ? partOf(node, 'key') : node;
  if (key === undefined) return;
  const name = textOf(key).replace(/^['"]|['"]$/g, '');
  if (key.type === 'computed_property_name' || isHidden(name)) deny(node, `hides what it uses ({ ${name} })`);
}

function denyTimer(node: CodeNode, deny: Deny): void {
  const [first] = argumentsOf(node);
  const isText =
    first !== undefined && ['string', 'template_string', 'binary_expression'].includes(first.type);
  if (isText && timers.test(calleeOf(node))) deny(node, 'runs text as code (a timer)');
}

function denyMeta(node: CodeNode, ancestors: readonly CodeNode[], deny: Deny): void {
  const parent = ancestors.at(-1);
  const property = parent?.type === 'member_expression' ? partOf(parent, 'property') : undefined;
  const isPlain =
    property !== undefined && ['url', 'dirname', 'filename', 'vitest'].includes(textOf(property));
  if (!isPlain) deny(node, 'reaches the module loader (import.meta)');
}

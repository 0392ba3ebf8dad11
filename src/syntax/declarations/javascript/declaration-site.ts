import type { Node, Span as OxcSpan } from 'oxc-parser';
import type { Span } from '../../../docstring/declaration.ts';
import type { Draft } from './declaration-draft.ts';
import type { TextOf } from './node-kinds.ts';
import { isTrivial, type Member } from './read-members.ts';

export interface Walk {
  readonly add: (draft: Draft) => void;
  readonly textOf: TextOf;
  /** Looks for what is declared inside of a node, and belongs to `owner`. */
  readonly visitInside: (node: Node, owner: string) => void;
}

/** Where something is declared. */
export interface Scope {
  readonly owner: string;
  readonly isPublic: (name: string, isExported: boolean) => boolean;
  readonly kind: 'program' | 'namespace' | 'inner';
  readonly walk: Walk;
}

/** What is declared: by which name, over which text, seen by whom. */
export interface Site extends Pick<
  Draft,
  'name' | 'owner' | 'nameStart' | 'isPublic' | 'span' | 'traits' | 'setter'
> {
  readonly walk: Walk;
}

const nobody = (): boolean => false;

export function inside(owner: string, walk: Walk): Scope {
  return { owner, isPublic: nobody, kind: 'inner', walk };
}

export function within(scope: Scope): Scope {
  return scope.kind === 'inner' ? scope : inside(scope.owner, scope.walk);
}

/** @param id name of the node; null where it has none: `default` */
export function siteOf(
  scope: Scope,
  id: { readonly name: string; readonly start: number } | null,
  node: Node,
  exportNode: Node | undefined,
): Site {
  const name = id?.name ?? 'default';
  return {
    name,
    nameStart: id?.start ?? node.start,
    owner: scope.owner,
    isPublic: scope.isPublic(name, exportNode !== undefined),
    span: spanOf(exportNode ?? node, node),
    traits: [],
    walk: scope.walk,
  };
}

/** From the first decorator or the first word, whichever is first. */
export function spanOf(whole: OxcSpan, node: Node): Span {
  const decorators = 'decorators' in node ? (node.decorators ?? []) : [];
  return { start: Math.min(whole.start, ...decorators.map(({ start }) => start)), end: whole.end };
}

export function memberSite(
  member: Member,
  name: string,
  owner: string,
  ownerIsPublic: boolean,
  walk: Walk,
): Site {
  const isTrivialMember = member.kind !== 'constructor' && isTrivial(member.value);
  return {
    name,
    owner,
    nameStart: member.nameStart,
    isPublic: ownerIsPublic && member.isAccessible,
    span: spanOf(member.node, member.node),
    traits: [
      ...(member.overrides ? (['overrides'] as const) : []),
      ...(isTrivialMember ? (['trivial'] as const) : []),
    ],
    walk,
  };
}

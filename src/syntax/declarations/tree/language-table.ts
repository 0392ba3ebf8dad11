import type { CommentSpan, Declaration, DocBody, Span } from '../../../docstring/declaration.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** What reading a tree has to know of a language. */
export interface LanguageTable {
  /** Node types of comments. */
  readonly comments: readonly string[];
  /** Node types of strings and characters, with their quotes. */
  readonly texts: readonly string[];
  /** Node types that hold no declarations, however deep. */
  readonly closed: readonly string[];
  /** What may stand between a comment and the declaration that it is for, besides white space. */
  readonly between?: RegExp;
  /** By node type. Made for each file: some have to look around in it first. */
  readonly readers: (file: ParsedFile) => Readonly<Record<string, NodeReader>>;
  /** The docstring of this very node, and the statement that it is; undefined: it has none. */
  readonly docstringIn?: (node: SyntaxNode) => { statement: SyntaxNode; span: Span } | undefined;
}

export interface ParsedFile {
  readonly path: string;
  readonly root: SyntaxNode;
}

/** Undefined: the node is nothing special, what is in it may be. */
export type NodeReader = (node: SyntaxNode, place: Place) => Reading | undefined;

/** Where a node stands. */
export interface Place {
  readonly owner: Owner;
  readonly siblings: readonly SyntaxNode[];
  /** Of the node among its siblings. */
  readonly index: number;
}

/** What declarations stand in. */
export interface Owner {
  readonly kind: 'file' | 'class' | 'interface' | 'implementation' | 'function' | 'group';
  /** From outer to inner. */
  readonly names: readonly string[];
  readonly isPublic: boolean;
  /** A group: a comment above it speaks for all members that have none. */
  readonly group?: SyntaxNode;
}

export interface Reading {
  readonly declared?: Declared | undefined;
  /** Owner of what is inside. Undefined: the same as outside. */
  readonly inner?: Owner | undefined;
  /** Whether nothing inside is to be documented either. */
  readonly isClosed?: boolean;
}

/** A Declaration without what follows from its place. What is absent is empty; `returns`: nothing. */
export interface Declared
  extends Pick<Declaration, 'kind' | 'name' | 'isPublic'>, Partial<Pick<Declaration, Facts>> {
  /** Owners that it names itself instead of standing in them: the type of a receiver. */
  readonly owners?: readonly string[];
  /** Offset of its first token; undefined: that of the node. */
  readonly start?: number | undefined;
  /** Offset where its signature ends; undefined: that of the node. */
  readonly headEnd?: number | undefined;
  /** Docs that stand between its attributes and its name. */
  readonly docs?: readonly CommentSpan[];
  readonly body?: DocBody;
}

type Facts = 'parameters' | 'typeParameters' | 'returns' | 'yields' | 'throws' | 'traits';

/** The owner of a declaration's members. */
export function ownerOf(kind: Owner['kind'], place: Place, name: string, isPublic: boolean): Owner {
  return { kind, names: [...place.owner.names, name], isPublic };
}

/** A node of a parse tree as data, named as in the tree-sitter grammar of its language. */
export interface CodeNode {
  readonly type: string;
  /** Which part of its parent it is, such as `name`; empty: none. */
  readonly field: string;
  /** False for tokens that the grammar spells out: `{`, `await`. */
  readonly isNamed: boolean;
  /** The parser made it up. */
  readonly isMissing: boolean;
  /** Offsets into `source`, in UTF-16 units: `end` is the first one behind it. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly CodeNode[];
  /** The whole text that was parsed. */
  readonly source: string;
}

/** The tree of a text; undefined for one that is too long, too deep or takes too long. Bad code gives a tree with errors. */
export type ParseCode = (text: string) => CodeNode | undefined;

export function textOf(node: CodeNode): string {
  return node.source.slice(node.start, node.end);
}

/** The first named child that is this part of the node. */
export function partOf(node: CodeNode | undefined, field: string): CodeNode | undefined {
  return node?.children.find((child) => child.field === field && child.isNamed);
}

/** Children that code consists of: neither tokens nor comments. */
export function partsOf(node: CodeNode): CodeNode[] {
  return node.children.filter((child) => child.isNamed && child.type !== 'comment');
}

/** A child of one of these types, tokens included. */
export function hasChild(node: CodeNode, ...types: readonly string[]): boolean {
  return node.children.some((child) => types.includes(child.type));
}

/** 1-based line. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

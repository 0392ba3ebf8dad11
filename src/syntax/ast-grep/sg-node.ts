import type { SyntaxRule } from '../../rule/syntax-rule.ts';

/** What the native and the WebAssembly build of ast-grep have in common, as far as it is used here. */
export interface SgNode {
  id(): number;
  kind(): string;
  text(): string;
  range(): { readonly start: SgPosition; readonly end: SgPosition };
  children(): SgNode[];
  matches(rule: SyntaxRule): boolean;
  find(rule: SyntaxRule): SgNode | null | undefined;
  findAll(rule: SyntaxRule): SgNode[];
  getMatch(name: string): SgNode | null | undefined;
  getMultipleMatches(name: string): SgNode[];
  getTransformed(name: string): string | null | undefined;
}

/** Line 0-based; index in UTF-16 units. */
export interface SgPosition {
  readonly line: number;
  readonly index: number;
}

/** A parsed text. */
export interface SgTree {
  readonly root: SgNode;
  /** Gives its memory back; no node of it may be used afterwards. */
  free(): void;
}

/** One build of ast-grep with the grammars it could load. */
export interface Grammars {
  readonly build: 'native' | 'wasm';
  /** How many times longer than the native build it takes: limits grow with it. */
  readonly slowness: number;
  knows(language: string): boolean;
  /** Only for a language that it knows. */
  parse(language: string, text: string): SgTree;
}

import type { Outline, Scope } from './chunk.ts';

/** An Outline as a tree. Scopes are named by their index in `scopes`; -1 is the file itself. */
export interface ScopeTree {
  /** In order of their first line, outermost first. */
  readonly scopes: readonly Scope[];
  /** Index of the scope that holds this one. */
  parent(scope: number): number;
  /** Innermost scope that holds the 1-based head line. */
  at(line: number): number;
  /** Innermost scope that holds the place between two head lines: 0 and one behind the last line are outside. */
  between(line: number, next: number): number;
  /** The scope and all that hold it, outermost first. */
  chain(scope: number): number[];
}

/** Reads scopes in any order of trust: one that sticks out of the scope it starts in is cut to its end. */
export function readScopes(outline: Outline, lineCount: number): ScopeTree {
  const scopes = [...outline.scopes].sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
  const parents: number[] = [];
  const ends: number[] = [];
  const innermost = new Int32Array(lineCount + 2).fill(-1);
  const open: number[] = [];
  let line = 0;
  const paint = (until: number): void => {
    for (; line < until && line <= lineCount; line++) {
      while (open.length > 0 && (ends[open.at(-1) ?? 0] ?? 0) < line) open.pop();
      innermost[line] = open.at(-1) ?? -1;
    }
  };
  for (const [index, scope] of scopes.entries()) {
    paint(scope.startLine);
    while (open.length > 0 && (ends[open.at(-1) ?? 0] ?? 0) < scope.startLine) open.pop();
    const parent = open.at(-1) ?? -1;
    parents.push(parent);
    ends.push(Math.min(scope.endLine, lineCount, ends[parent] ?? lineCount));
    open.push(index);
  }
  paint(lineCount + 1);

  const parent = (scope: number): number => parents[scope] ?? -1;
  return {
    scopes,
    parent,
    at: (at) => innermost[at] ?? -1,
    between(before, next) {
      let scope = innermost[before] ?? -1;
      while (scope !== -1 && (ends[scope] ?? 0) < next) scope = parent(scope);
      return scope;
    },
    chain(scope) {
      const chain: number[] = [];
      for (let one = scope; one !== -1; one = parent(one)) chain.unshift(one);
      return chain;
    },
  };
}

import type { Outline, Scope } from '../change/chunk.ts';

/** The scopes that hold a line, outermost first. `line` is 1-based. */
export function enclosingScopes(outline: Outline, line: number): Scope[] {
  return outline.scopes.filter((scope) => scope.startLine <= line && line <= scope.endLine);
}

/** Names of the enclosing scopes joined by `.`, as in Chunk; empty at top level. */
export function enclosingSymbol(outline: Outline, line: number): string {
  return enclosingScopes(outline, line)
    .map((scope) => scope.name)
    .join('.');
}

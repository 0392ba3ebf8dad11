import type { ChunkLine, Outline } from './chunk.ts';
import { isBlank, isDecorator, isLead } from './chunk-borders.ts';
import type { Rows } from './chunk-rows.ts';
import { isChanged } from './chunk-rows.ts';
import { longestLead } from './outline-lines.ts';
import { readScopes, type ScopeTree } from './chunk-scopes.ts';

/** Changed rows that are looked at together: those of one function, or the loose ones of one class or file. */
export interface Unit {
  /** Index into `ScopeTree.scopes`: the function, or the class whose loose lines these are; -1 for the file. */
  readonly scope: number;
  /** Indexes of its changed rows, ascending. Never empty. */
  readonly changed: number[];
}

export interface Units {
  readonly tree: ScopeTree;
  /** By scope, in order of their first changed row. */
  readonly byScope: ReadonlyMap<number, Unit>;
  /** First line to show of a function: decorators and whatever else its statement begins with. */
  firstLine(scope: number): number;
  /** Row index of a 1-based head line. */
  rowOf(line: number): number;
}

/** A function grows to the one around it when that has fewer lines. */
const smallFunction = 60;

/** Gives every changed row to exactly one unit. `rows.whole` must be true. */
export function readUnits(rows: Rows, outline: Outline, budget: number): Units {
  const rowOf: number[] = [];
  for (const [index, row] of rows.all.entries()) if (row.headLine !== undefined) rowOf[row.headLine] = index;
  const tree = readScopes(outline, Math.max(0, rowOf.length - 1));
  const textOf = (line: number): string => rows.all[rowOf[line] ?? -1]?.text ?? '';
  const firstLine = firstLines(tree, outline, textOf);
  const leads = leadLines(rows, rowOf, tree, firstLine);
  const homes = new Map<number, number>();
  const homeOf = (scope: number): number => {
    const known = homes.get(scope);
    if (known !== undefined) return known;
    const home = grow(scope, tree, rows, rowOf, budget);
    homes.set(scope, home);
    return home;
  };
  const scopeOf = scopesOfChanges(rows, tree, leads);
  const assigned = scopeOf.map((scope) => (scope === undefined ? undefined : homeOf(scope)));
  moveBlanks(rows.all, assigned, tree);
  const byScope = new Map<number, Unit>();
  for (const [index, scope] of assigned.entries()) {
    if (scope === undefined) continue;
    const unit = byScope.get(scope);
    if (unit === undefined) byScope.set(scope, { scope, changed: [index] });
    else unit.changed.push(index);
  }
  return { tree, byScope, firstLine, rowOf: (line) => rowOf[line] ?? rows.all.length };
}

/** The function (or class, or file) whose unit takes the lines that lie directly in `scope`. */
function grow(scope: number, tree: ScopeTree, rows: Rows, rowOf: readonly number[], budget: number): number {
  let home = scope;
  while (home !== -1 && tree.scopes[home]?.kind === 'class') home = tree.parent(home);
  // Loose lines of a class: the class itself, unless it stands in a function.
  if (home === -1) return scope;
  for (;;) {
    const outer = tree.parent(home);
    const around = tree.scopes[outer];
    if (around?.kind !== 'function' || around.endLine - around.startLine >= smallFunction) return home;
    const [from, to] = [rowOf[around.startLine] ?? 0, rowOf[around.endLine] ?? 0];
    let cost = 0;
    for (let index = from; index <= to && cost <= budget; index++) cost += rows.cost(index);
    if (cost > budget) return home;
    home = outer;
  }
}

function firstLines(
  tree: ScopeTree,
  { statementStarts }: Outline,
  textOf: (line: number) => string,
): (scope: number) => number {
  return (scope) => {
    const start = tree.scopes[scope]?.startLine ?? 1;
    const parent = tree.parent(scope);
    const header = tree.scopes[parent]?.headerEndLine ?? 0;
    // Not above the scope around it, nor inside the one before it, nor far away.
    const isFree = (line: number): boolean =>
      line > header && line >= start - longestLead && tree.at(line) === parent;
    const statement = lastUpTo(statementStarts, start);
    const isLong = statement !== undefined && isFree(statement) && isDecorator(textOf(statement));
    let first = isLong ? statement : start;
    while (isFree(first - 1) && isDecorator(textOf(first - 1))) first--;
    return first;
  };
}

/** Largest of the ascending numbers that is not above `limit`. */
function lastUpTo(numbers: readonly number[], limit: number): number | undefined {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return numbers[low - 1];
}

/** Head lines of comments and decorators right above a scope: they belong to it. */
function leadLines(
  rows: Rows,
  rowOf: readonly number[],
  tree: ScopeTree,
  firstLine: (scope: number) => number,
): Map<number, number> {
  const leads = new Map<number, number>();
  for (const [scope, { startLine }] of tree.scopes.entries()) {
    const first = firstLine(scope);
    for (let line = first; line < startLine; line++) leads.set(line, scope);
    for (let line = first - 1; line > 0; line--) {
      const text = rows.all[rowOf[line] ?? 0]?.text ?? '';
      if (leads.has(line) || tree.at(line) !== tree.parent(scope) || !isLead(text)) break;
      leads.set(line, scope);
    }
  }
  return leads;
}

/** For each row, the scope it lies in; undefined for rows that are not changed. */
function scopesOfChanges(
  { all }: Rows,
  tree: ScopeTree,
  leads: ReadonlyMap<number, number>,
): (number | undefined)[] {
  const found = new Array<number | undefined>(all.length).fill(undefined);
  const scopeAt = (line: number): number => leads.get(line) ?? tree.at(line);
  let before = 0;
  for (let start = 0; start < all.length; start++) {
    const row = all[start];
    if (row === undefined || !isChanged(row)) {
      before = row?.headLine ?? before;
      continue;
    }
    let end = start;
    while (end < all.length && isChanged(all[end] ?? row)) end++;
    const run = all.slice(start, end);
    // Removed lines go where the lines that replace them are, else where they were.
    const added = run.find((one) => one.headLine !== undefined)?.headLine;
    const place = added === undefined ? tree.between(before, all[end]?.headLine ?? Infinity) : scopeAt(added);
    for (const [offset, one] of run.entries()) {
      found[start + offset] = one.headLine === undefined ? place : scopeAt(one.headLine);
      before = one.headLine ?? before;
    }
    start = end - 1;
  }
  return found;
}

/** A blank line between functions joins the change right above it, else the one right below. */
function moveBlanks(all: readonly ChunkLine[], assigned: (number | undefined)[], tree: ScopeTree): void {
  const isLoose = (scope: number | undefined): boolean => tree.scopes[scope ?? -1]?.kind !== 'function';
  const follow = (index: number, neighbour: number): void => {
    const isMovable =
      assigned[index] !== undefined && isLoose(assigned[index]) && isBlank(all[index]?.text ?? '');
    if (isMovable && assigned[neighbour] !== undefined) assigned[index] = assigned[neighbour];
  };
  for (let index = 1; index < all.length; index++) follow(index, index - 1);
  for (let index = all.length - 2; index >= 0; index--) {
    if (isLoose(assigned[index + 1]) === false) follow(index, index + 1);
  }
}

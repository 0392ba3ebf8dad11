import type { Rows } from './chunk-rows.ts';
import { isChanged } from './chunk-rows.ts';
import type { Unit, Units } from './chunk-units.ts';

/** How many unchanged rows to show on either side of a changed one. */
export interface Reach {
  /** Of any kind. */
  readonly any: number;
  /** Of the same hunk: what the author of the diff chose to show. */
  readonly sameHunk: number;
}

/**
 * The unit's changed rows and the unchanged ones within reach that `isAllowed`, as ascending indexes. Never shows a
 * changed row of another unit.
 */
export function rowsAround(
  rows: Rows,
  changed: readonly number[],
  reach: Reach,
  isAllowed: (index: number) => boolean,
): number[] {
  const { all } = rows;
  const picked: number[] = [];
  const far = Math.max(reach.any, reach.sameHunk);
  const isNear = (index: number, home: number): boolean => {
    const row = all[index];
    if (row === undefined || isChanged(row) || !isAllowed(index)) return false;
    return Math.abs(index - home) <= (row.hunk === all[home]?.hunk ? far : reach.any);
  };
  for (const [position, home] of changed.entries()) {
    const from = Math.max((picked.at(-1) ?? -1) + 1, home - far);
    for (let index = from; index < home; index++) if (isNear(index, home)) picked.push(index);
    picked.push(home);
    const until = Math.min(home + far, (changed[position + 1] ?? all.length) - 1);
    for (let index = home + 1; index <= until; index++) if (isNear(index, home)) picked.push(index);
  }
  return picked;
}

/** Says of a row index whether `unit` may show it as context: it does not lie in the function of another unit. */
export function ownRows(rows: Rows, units: Units, unit: Unit): (index: number) => boolean {
  const homes = new Map<number, number>([[-1, unit.scope]]);
  // The nearest scope outwards that has changes as a function; what has none is anybody's context.
  const homeOf = (scope: number): number => {
    const known = homes.get(scope);
    if (known !== undefined) return known;
    const isTaken = units.byScope.has(scope) && units.tree.scopes[scope]?.kind === 'function';
    const home = isTaken ? scope : homeOf(units.tree.parent(scope));
    homes.set(scope, home);
    return home;
  };
  return (index) => {
    const line = rows.all[index]?.headLine;
    return line === undefined || homeOf(units.tree.at(line)) === unit.scope;
  };
}

/**
 * All rows of the unit's function, from its decorators to its end, with its changed rows that stand just outside (a doc
 * comment, a blank line). Stops once they cost more than `limit` tokens and answers undefined.
 */
export function wholeFunction(
  rows: Rows,
  units: Units,
  unit: Unit,
  isAllowed: (index: number) => boolean,
  limit: number,
): number[] | undefined {
  const scope = units.tree.scopes[unit.scope];
  if (scope === undefined) return undefined;
  const own = new Set(unit.changed);
  const from = Math.min(units.rowOf(units.firstLine(unit.scope)), unit.changed[0] ?? Infinity);
  const last = Math.max(units.rowOf(scope.endLine), unit.changed.at(-1) ?? 0);
  const picked: number[] = [];
  let cost = 0;
  for (let index = from; index <= last && index < rows.all.length; index++) {
    const row = rows.all[index];
    if (row === undefined || !(isChanged(row) ? own.has(index) : isAllowed(index))) continue;
    cost += rows.cost(index);
    if (cost > limit) return undefined;
    picked.push(index);
  }
  return picked;
}

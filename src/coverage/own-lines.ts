import type { AddedLines } from './added-lines.ts';
import { comparePlaces, containsPlace } from './place.ts';
import type { StatementHits } from './report.ts';

/** A statement, or block, or line, with those added lines whose code is its own, and not that of a statement inside it. */
export interface OwnLines {
  readonly statement: StatementHits;
  /** Ascending. At least one. */
  readonly lines: readonly number[];
}

/** The innermost statements of the added lines, in the order of the text. */
export function ownLines(statements: readonly StatementHits[], added: AddedLines): OwnLines[] {
  const touching = new Map<number, StatementHits[]>();
  const sorted = [...statements].sort((a, b) => comparePlaces(a.place, b.place));
  for (const statement of sorted) {
    for (const line of added.within(statement.place)) {
      const known = touching.get(line);
      if (known === undefined) touching.set(line, [statement]);
      else known.push(statement);
    }
  }
  const owned = new Map<StatementHits, number[]>();
  for (const line of added.live) {
    const here = touching.get(line) ?? [];
    here.forEach((statement, index) => {
      const next = here[index + 1];
      const isInnermost = next === undefined || !containsPlace(statement.place, next.place);
      if (!isInnermost && statement.place.startLine !== line) return;
      const known = owned.get(statement);
      if (known === undefined) owned.set(statement, [line]);
      else known.push(line);
    });
  }
  return sorted.flatMap((statement) => {
    const lines = owned.get(statement);
    return lines === undefined ? [] : [{ statement, lines }];
  });
}

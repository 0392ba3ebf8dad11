import type { LineRange } from '../../change/outline-lines.ts';
import type { Gap } from '../../coverage/gap.ts';
import type { CodeNode } from '../code/code-node.ts';
import type { TestTarget } from '../target.ts';
import { findAccess } from './find-access.ts';

/** A function as a parser names it: outermost first, joined by `.`. */
export interface NamedLines extends LineRange {
  readonly name: string;
}

/** A file with Gaps. */
export interface GapFile {
  readonly path: string;
  readonly root: CodeNode;
  readonly functions: readonly NamedLines[];
  /** All of this file; those of kind `file` are passed over, since what is in it is listed as well. */
  readonly gaps: readonly Gap[];
}

/**
 * One target for each function with Gaps, cheapest first: those that a test can call, then those with the fewest lines to read
 * for each Gap.
 */
export function chooseTargets(files: readonly GapFile[]): TestTarget[] {
  const targets = files.flatMap(targetsOf);
  return targets
    .map((target, order) => ({ target, order }))
    .sort((a, b) => costOf(a.target) - costOf(b.target) || a.order - b.order)
    .map(({ target }) => target);
}

function targetsOf({ path, root, functions, gaps }: GapFile): TestTarget[] {
  const groups = new Map<string, Gap[]>();
  for (const gap of gaps) {
    if (gap.kind !== 'file') groups.set(gap.function, [...(groups.get(gap.function) ?? []), gap]);
  }
  return [...groups].map(([name, group]) => {
    const lines = linesOf(name, group, functions);
    return {
      path,
      function: name,
      access: findAccess(root, name),
      startLine: lines.first,
      endLine: lines.last,
      gaps: group,
    };
  });
}

/** Lines around a Gap at the top of a module: as much as shows what it is about. */
const around = 5;

function linesOf(name: string, gaps: readonly Gap[], functions: readonly NamedLines[]): LineRange {
  const first = Math.min(...gaps.map(({ startLine }) => startLine));
  const last = Math.max(...gaps.map(({ endLine }) => endLine));
  const own = functions.find((one) => one.name === name && one.first <= first && one.last >= first);
  return own ?? { first: Math.max(1, first - around), last: last + around };
}

/** Lines to read for each Gap; what no test can call comes last. */
function costOf({ access, startLine, endLine, gaps }: TestTarget): number {
  const lines = endLine - startLine + 1;
  return (access === undefined ? 1_000_000 : 0) + lines / gaps.length;
}

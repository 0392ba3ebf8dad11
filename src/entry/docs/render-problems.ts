import pc from 'picocolors';
import { printable } from '../../safety/printable.ts';
import type { DocProblem } from '../../review/check-docs.ts';

export interface FileProblems {
  readonly path: string;
  readonly problems: readonly DocProblem[];
}

/** `galley docs --check`: a line for each, `path:line` first, so that editors find it; then the sum. */
export function renderProblems(files: readonly FileProblems[], color: boolean): string {
  const paint = pc.createColors(color);
  const lines = files.flatMap(({ path, problems }) =>
    problems.map(
      (one) =>
        `${printable(path, 400)}:${one.line}  ${tell(one)}  ${paint.dim(printable(one.symbol, 200))}\n`,
    ),
  );
  const all = files.flatMap(({ problems }) => problems);
  const missing = all.filter(({ problem }) => problem === 'undocumented').length;
  const stale = all.length - missing;
  const sum = all.length === 0 ? 'all documented' : `${missing} undocumented, ${stale} out of date`;
  return `${lines.join('')}${lines.length === 0 ? '' : '\n'}${sum}\n`;
}

function tell({ problem, name, renamedTo, kind }: DocProblem): string {
  const parameter = printable(name, 100);
  switch (problem) {
    case 'undocumented':
      return `${kind} without a doc comment`;
    case 'unknown-param':
      return renamedTo === ''
        ? `documents the parameter ${parameter}, which it does not have`
        : `documents the parameter ${parameter}, which is now ${printable(renamedTo, 100)}`;
    case 'missing-param':
      return `documents its parameters without ${parameter}`;
    case 'missing-returns':
      return 'does not say what it returns';
  }
}

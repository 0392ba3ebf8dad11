import pc from 'picocolors';
import { coveredPercent, sumCoverage } from '../../docstring/doc-coverage.ts';
import { printable } from '../../safety/printable.ts';
import type { CheckedDocs, DocProblem } from '../../review/check-docs.ts';
import type { UnreadFile } from './read-scope.ts';

export interface CheckedFile extends CheckedDocs {
  readonly path: string;
}

/** `galley docs --check`: a line for each, `path:line` first, so that editors find it; then the sum. */
export function renderProblems(
  files: readonly CheckedFile[],
  unread: readonly UnreadFile[],
  { color, scope }: { readonly color: boolean; readonly scope: 'public' | 'all' },
): string {
  const paint = pc.createColors(color);
  const lines = [
    ...files.flatMap(({ path, problems }) =>
      problems.map(
        (one) =>
          `${printable(path, 400)}:${one.line}  ${tell(one)}  ${paint.dim(printable(one.symbol, 200))}\n`,
      ),
    ),
    ...unread.map(({ path, reason }) => `${printable(path, 400)}  not looked at: ${reason}\n`),
  ];
  const coverage = sumCoverage(files.map((file) => file.coverage));
  const stale = files.flatMap(({ problems }) => problems).filter(({ problem }) => problem !== 'undocumented');
  const of = scope === 'public' ? 'public declarations' : 'declarations';
  const sum =
    coverage.wanted === 0
      ? `docs: no ${of} to document`
      : `docs: ${coverage.documented} of ${coverage.wanted} ${of} documented (${coveredPercent(coverage)} %)`;
  const more = [
    stale.length === 0 ? '' : `, ${stale.length} stale`,
    unread.length === 0 ? '' : `, ${unread.length} file${unread.length === 1 ? '' : 's'} not looked at`,
  ];
  return `${lines.join('')}${lines.length === 0 ? '' : '\n'}${sum}${more.join('')}\n`;
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

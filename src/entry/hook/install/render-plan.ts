import pc from 'picocolors';
import { wrapText } from '../../../report/wrap-text.ts';
import type { Step } from './plan-install.ts';

/** What will be changed, file by file, with the lines that come and go; then what there is to know. */
export function renderPlan(
  steps: readonly Step[],
  notes: readonly string[],
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const paint = pc.createColors(color);
  const changes = steps.flatMap((step) => {
    if (step.kind === 'config')
      return [`  git config ${step.key}${step.value === undefined ? ': taken away' : ` = ${step.value}`}`];
    const [gone, come] = changedLines(step.before ?? '', step.after ?? '');
    const what = step.before === undefined ? 'new' : step.after === undefined ? 'deleted' : 'changed';
    return [
      `  ${step.path} (${what})`,
      ...gone.map((line) => paint.red(`    - ${line}`)),
      ...come.map((line) => paint.green(`    + ${line}`)),
    ];
  });
  const told = notes.flatMap((note) =>
    wrapText(note, width - 6).map((line, index) => (index === 0 ? `note: ${line}` : `      ${line}`)),
  );
  return [...changes, ...told].map((line) => `${line}\n`).join('');
}

/** What stands between the common start and the common end. */
function changedLines(before: string, after: string): [gone: string[], come: string[]] {
  const [old, fresh] = [before, after].map((text) => text.split('\n')) as [string[], string[]];
  let start = 0;
  while (start < Math.min(old.length, fresh.length) && old[start] === fresh[start]) start++;
  let end = 0;
  const most = Math.min(old.length, fresh.length) - start;
  while (end < most && old.at(-1 - end) === fresh.at(-1 - end)) end++;
  const cut = (lines: string[]): string[] =>
    lines
      .slice(start, lines.length - end)
      .filter((line, index, all) => line !== '' || index < all.length - 1);
  return [cut(old), cut(fresh)];
}

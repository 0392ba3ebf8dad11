import { printable } from '../../safety/printable.ts';
import type { StagedReport } from '../../review/document-staged.ts';

/** Paths that the line names. */
const mostPaths = 3;

/**
 * What the hook says of a commit: one line, or nothing when there was nothing to document.
 * `galley: 3 docstrings added (code unchanged, proved), 1 skipped: model timeout; galley docs --write src/a.ts`
 */
export function tellReport({ added, unsaid, unanswered, skipped, outcomes }: StagedReport): string {
  const dropped = outcomes.filter(({ staged }) => staged === 'dropped');
  const apart = outcomes.filter(({ staged, tree }) => staged === 'documented' && tree === 'left-alone');
  const parts = [
    added === 0 ? '' : `${count(added, 'docstring')} added (code unchanged, proved)`,
    unsaid.length === 0 ? '' : `${unsaid.length} left out: ${commonest(unsaid.map(({ reason }) => reason))}`,
    unanswered.length === 0
      ? ''
      : `${unanswered.length} skipped: ${commonest(unanswered.map(({ reason }) => reason))}`,
    skipped.length === 0
      ? ''
      : `${count(skipped.length, 'file')} not read: ${commonest(skipped.map(({ reason }) => reason))}`,
    dropped.length === 0
      ? ''
      : `${count(dropped.length, 'file')} not touched: ${commonest(dropped.map(({ reason }) => reason))}`,
    apart.length === 0
      ? ''
      : `staged only, your copy is left as it is: ${names(apart.map(({ path }) => path))}`,
  ].filter((part) => part !== '');
  if (parts.length === 0) return '';
  const open = [...new Set(unanswered.map(({ path }) => path))];
  const todo = open.length === 0 ? '' : `; galley docs --write ${names(open)}`;
  return `galley: ${parts.join(', ')}${todo}\n`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function commonest(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  const text = printable(first?.[0] ?? '', 160);
  return counts.size > 1 ? `${text}, …` : text;
}

function names(paths: readonly string[]): string {
  const shown = paths.slice(0, mostPaths).map((path) => shellWord(printable(path, 200)));
  return [...shown, ...(paths.length > mostPaths ? ['…'] : [])].join(' ');
}

/** So that the command can be copied. */
function shellWord(text: string): string {
  return /^[\w./@%+=:,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

import pc from 'picocolors';
import { insertionPatch } from '../../docstring/insertion-patch.ts';
import type { DocumentedFile } from '../../git/staged/last-run.ts';
import { printable } from '../../safety/printable.ts';

/** A unified diff that only adds; `git apply` takes it. */
export function renderInsertions({ path, text, insertions }: DocumentedFile, color: boolean): string {
  const paint = pc.createColors(color);
  const [from = '', to = '', ...lines] = insertionPatch(printable(path, 4096), text, insertions);
  const paintLine = (line: string): string =>
    line.startsWith('@') ? paint.cyan(line) : line.startsWith('+') ? paint.green(line) : line;
  return [paint.bold(from), paint.bold(to), ...lines.map(paintLine)].map((line) => `${line}\n`).join('');
}

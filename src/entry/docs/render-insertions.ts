import pc from 'picocolors';
import { printable } from '../../safety/printable.ts';
import type { DocumentedFile } from '../../git/staged/last-run.ts';

/** A unified diff that only adds; `git apply` takes it. */
export function renderInsertions({ path, text, insertions }: DocumentedFile, color: boolean): string {
  const paint = pc.createColors(color);
  const name = printable(path, 4096);
  let added = 0;
  const hunks = insertions.map(({ at, text: doc }) => {
    const before = text.slice(0, at).split('\n').length;
    const below = /^[^\n]*/.exec(text.slice(at))?.[0] ?? '';
    const lines = doc.split('\n').slice(0, -1);
    const header = `@@ -${before},1 +${before + added},${lines.length + 1} @@`;
    added += lines.length;
    return [paint.cyan(header), ...lines.map((line) => paint.green(`+${line}`)), ` ${below}`];
  });
  return [paint.bold(`--- a/${name}`), paint.bold(`+++ b/${name}`), ...hunks.flat()]
    .map((line) => `${line}\n`)
    .join('');
}

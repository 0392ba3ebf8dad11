import type { Insertion } from './insertion.ts';

/** Lines of a unified diff that adds these docs and changes nothing else; without line feeds. `git apply` takes it. */
export function insertionPatch(path: string, text: string, insertions: readonly Insertion[]): string[] {
  let added = 0;
  const hunks = insertions.map(({ at, text: doc }) => {
    const before = text.slice(0, at).split('\n').length;
    const below = /^[^\n]*/.exec(text.slice(at))?.[0] ?? '';
    const lines = doc.split('\n').slice(0, -1);
    const header = `@@ -${before},1 +${before + added},${lines.length + 1} @@`;
    added += lines.length;
    return [header, ...lines.map((line) => `+${line}`), ` ${below}`];
  });
  return [`--- a/${path}`, `+++ b/${path}`, ...hunks.flat()];
}

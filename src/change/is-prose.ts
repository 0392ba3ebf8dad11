/** Endings of files that are written to be read: a model that is asked for defects in code finds only noise there. */
const proseEndings = /\.(?:md|markdown|rst|adoc|asciidoc)$/i;

/** True for documentation. Rules still look at it: a merge marker or a credential is as wrong there as in code. */
export function isProse(path: string): boolean {
  return proseEndings.test(path);
}

/** How the Ledger names it. */
export const proseReason = 'prose, by rules only';

/**
 * One form of diff whatever the user, the system or the repository configured: the parser and every anchor depend
 * on it. Settings where the command line has no option in git 2.25, options for the rest.
 */
export const diffSettings: readonly string[] = [
  // Names as ASCII with escapes: a header line can then hold no stray bytes.
  ...['-c', 'core.quotePath=true'],
  // Names from the root also when started in a subdirectory (`--no-relative` came in 2.28).
  ...['-c', 'diff.relative=false'],
  ...['-c', 'diff.noprefix=false'],
  ...['-c', 'diff.mnemonicPrefix=false'],
  // An empty context line keeps its leading space.
  ...['-c', 'diff.suppressBlankEmpty=false'],
  // With it `git diff` writes the index, whatever GIT_OPTIONAL_LOCKS says. Without it, files that were touched but
  // not changed get a header and nothing else: `dropTouched` takes these out.
  ...['-c', 'diff.autoRefreshIndex=false'],
];

export const diffOptions: readonly string[] = [
  '--patch',
  '--no-color',
  // No command of .gitattributes and .git/config runs, and lines are those of the file.
  '--no-ext-diff',
  '--no-textconv',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  // Whole blob ids: the blob reader asks for them.
  '--full-index',
  // Renames but no copies (`diff.renames=copies`): a copy is new code at its new place.
  '--find-renames=50%',
  // Above so many pairs git gives up on inexact renames: bounds the time of a huge change.
  '-l1000',
  '--unified=3',
  '--inter-hunk-context=0',
  '--diff-algorithm=myers',
  '--indent-heuristic',
  // Submodules as two commit ids, and never a look into their working trees: that would run git with their settings.
  '--submodule=short',
  '--ignore-submodules=dirty',
  // Cancels `diff.orderFile`.
  '-O/dev/null',
];

/**
 * Without the headers that no line follows. No line inside a hunk can start like a header; a carriage return starts
 * no line, as it would with the `m` flag.
 */
export function dropTouched(diff: string): string {
  return diff.replace(/(?<![^\n])diff --git [^\n]*\n(?=diff --git |$)/g, '');
}

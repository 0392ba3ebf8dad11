import { extensionsOf } from '../../change/chunk-language.ts';
import { docLanguages } from '../../docstring/declaration.ts';
import { diffSettings } from '../diff-options.ts';
import { runGit, type GitOptions } from '../run-git.ts';
import { parseStagedDiff, type StagedEntry } from './parse-staged-diff.ts';

/**
 * New, changed and renamed files that could carry docs, as they are staged against HEAD, or against nothing before the first
 * commit. Names are those from the root, wherever this runs. One process; no line of any other file is compared.
 */
export async function listStaged(git: GitOptions): Promise<StagedEntry[]> {
  const output = await runGit([...diffSettings, ...lineDiff, '--cached', '--', ...docPatterns], git);
  return parseStagedDiff(output);
}

/** Which lines are new, in the form that `parseStagedDiff` reads. */
export const lineDiff: readonly string[] = [
  // Names are patterns here, and only here: they are our own.
  '--no-literal-pathspecs',
  'diff',
  '--raw',
  '--patch',
  '-z',
  '--unified=0',
  '--inter-hunk-context=0',
  '--no-abbrev',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--diff-algorithm=myers',
  // A file that was only moved brings no new lines.
  '--find-renames=50%',
  '-l1000',
  '--diff-filter=AMR',
  '--submodule=short',
  '--ignore-submodules=dirty',
  '-O/dev/null',
];

/** Files of the languages whose docs are known, anywhere in the repository. */
export const docPatterns: readonly string[] = docLanguages.flatMap((language) =>
  extensionsOf(language).map((extension) => `:(top,icase)*.${extension}`),
);

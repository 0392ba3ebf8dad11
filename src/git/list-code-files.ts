import { runGit, type GitOptions } from './run-git.ts';

/**
 * Files below some paths that git tracks, or would track: from the root, with `/`, sorted. Names that are no valid UTF-8 are
 * left out.
 *
 * @param git `cwd`: the folder that `paths` are relative to
 * @param paths empty: all below `cwd`
 * @throws GalleyError `not-a-repository`, `git-failed`
 */
export async function listCodeFiles(paths: readonly string[], git: GitOptions): Promise<readonly string[]> {
  const which = ['--cached', '--others', '--exclude-standard', '--full-name', '-z'];
  const output = await runGit(['ls-files', ...which, '--', ...(paths.length === 0 ? ['.'] : paths)], git);
  const names = output.toString().split('\0');
  return [...new Set(names)].filter((name) => name !== '' && !name.includes('\ufffd')).sort();
}

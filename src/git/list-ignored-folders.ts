import { runGit, type GitOptions } from './run-git.ts';

/**
 * Folders that git ignores as a whole, such as `node_modules`, and ignored links: from the root, with `/`, none at the end.
 *
 * @param git `cwd`: the root
 * @throws GalleyError `not-a-repository`, `git-failed`
 */
export async function listIgnoredFolders(git: GitOptions): Promise<readonly string[]> {
  const which = ['--others', '--ignored', '--exclude-standard', '--directory', '-z'];
  const output = await runGit(['ls-files', ...which], git);
  return output
    .toString()
    .split('\0')
    .filter((path) => path !== '' && !path.includes('\ufffd'))
    .map((path) => path.replace(/\/$/, ''));
}

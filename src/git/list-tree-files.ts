import { runGit, type GitOptions } from './run-git.ts';

/**
 * All files of a commit or tree: from the root, with `/`, sorted. Names that are no valid UTF-8 are left out.
 *
 * @param tree id of a commit or tree
 * @throws GalleyError `git-failed`
 */
export async function listTreeFiles(tree: string, git: GitOptions): Promise<readonly string[]> {
  const output = await runGit(['ls-tree', '-r', '--full-tree', '--name-only', '-z', tree], git);
  const names = output.toString().split('\0');
  return names.filter((name) => name !== '' && !name.includes('\ufffd'));
}

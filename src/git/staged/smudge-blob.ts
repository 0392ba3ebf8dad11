import { runGit, type GitOptions } from '../run-git.ts';

/**
 * A blob as git would write it to that path of the working tree: ends of lines and encoding. Only for paths without a filter:
 * no command of the configuration runs then. Throws `git-failed`.
 */
export async function smudgeBlob(id: string, path: string, git: GitOptions): Promise<Buffer> {
  return runGit(['cat-file', '--filters', `--path=${path}`, id], git);
}

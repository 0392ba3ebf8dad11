import { tryGit, type GitOptions } from './run-git.ts';

/** Address of the remote `origin`, as configured; undefined where there is none. A repository can say anything there. */
export async function readOrigin(git: GitOptions): Promise<string | undefined> {
  const { code, stdout } = await tryGit(['config', '--get', 'remote.origin.url'], git);
  const address = stdout.toString().trim();
  return code === 0 && address !== '' ? address : undefined;
}

import { GalleyError } from '../errors.ts';
import { printable } from '../safety/printable.ts';
import { explainGitFailure } from './explain-git-failure.ts';
import { tryGit, type GitOptions } from './run-git.ts';

export interface Repository {
  /** Absolute path of the working tree, links resolved; undefined in a bare repository. */
  readonly root: string | undefined;
  /** Some history is missing here. */
  readonly shallow: boolean;
  readonly objectFormat: 'sha1' | 'sha256';
}

/**
 * Finds the repository around `git.cwd`, with one process.
 *
 * Throws GalleyError: `not-a-repository`, `git-failed` (foreign owner, inside `.git`), `git-missing`.
 */
export async function findRepository(git: GitOptions): Promise<Repository> {
  const args = [
    'rev-parse',
    '--is-bare-repository',
    '--is-shallow-repository',
    '--show-object-format',
    '--show-toplevel',
  ];
  const result = await tryGit(args, git);
  const [bare, shallow, format, ...rest] = result.stdout.toString().replace(/\n$/, '').split('\n');
  // Without a working tree the last question fails, after the others were answered.
  if (result.code !== 0 && bare !== 'true') {
    if (bare === 'false') throw insideGitFolder(git.cwd);
    throw explainGitFailure({ args, cwd: git.cwd, ...result });
  }
  return {
    root: bare === 'true' ? undefined : rest.join('\n'),
    shallow: shallow === 'true',
    objectFormat: format === 'sha256' ? 'sha256' : 'sha1',
  };
}

function insideGitFolder(cwd: string): GalleyError {
  return new GalleyError('git-failed', {
    what: `${printable(cwd, 300)} is inside a .git folder, not a working tree`,
    todo: 'Go to the top folder of the repository',
  });
}

/** The id of the tree without entries: git knows it without having the object. */
export function emptyTree(repository: Pick<Repository, 'objectFormat'>): string {
  return repository.objectFormat === 'sha256'
    ? '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321'
    : '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
}

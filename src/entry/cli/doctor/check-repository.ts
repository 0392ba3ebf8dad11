import { describeFailure, isGalleyError } from '../../../errors.ts';
import { findRepository } from '../../../git/find-repository.ts';
import { runGit, type GitOptions } from '../../../git/run-git.ts';
import { failed, ok, warning, type Check } from './check.ts';

/** git itself, and the repository that the command was started in. */
export async function checkRepository(git: GitOptions): Promise<Check[]> {
  const version = await attempt('git', async () => {
    const text = (await runGit(['version'], git))
      .toString('utf8')
      .trim()
      .replace(/^git version /, '');
    return ok('git', text);
  });
  if (version.state === 'failed') return [version];
  const repository = await attempt('repository', async () => {
    const { root, shallow } = await findRepository(git);
    const where = root ?? 'bare repository';
    if (!shallow) return ok('repository', where);
    return warning(
      'repository',
      `${where}, a shallow clone: --base may miss history`,
      'git fetch --unshallow',
    );
  });
  return [version, repository];
}

async function attempt(name: string, look: () => Promise<Check>): Promise<Check> {
  try {
    return await look();
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    const detail = describeFailure(error);
    // Galley reviews diff files too: no repository is nothing broken.
    return error.code === 'not-a-repository'
      ? warning(name, detail, error.todo)
      : failed(name, detail, error.todo);
  }
}

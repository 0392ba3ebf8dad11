import { GalleyError } from '../errors.ts';
import { printable } from '../safety/printable.ts';

/** A git process that ended badly. Its stderr is untrusted: file and ref names of the repository stand in it. */
export interface FailedGit {
  readonly args: readonly string[];
  readonly cwd: string;
  /** Exit status; null when a signal ended it. */
  readonly code: number | null;
  readonly stderr: string;
}

/** Turns git's own words into a message with a way out. */
export function explainGitFailure(failed: FailedGit): GalleyError {
  const said = printable(failed.stderr, 500);
  if (/not a git repository/i.test(failed.stderr)) {
    return new GalleyError('not-a-repository', {
      what: `${printable(failed.cwd, 300)} is not inside a git repository`,
      todo: 'Go into a repository, run `git init`, or review a diff file: galley review --diff FILE',
    });
  }
  const owned = /dubious ownership in repository at '(.+?)'|unsafe repository \('(.+?)'/.exec(failed.stderr);
  if (owned) {
    const folder = printable(owned[1] ?? owned[2] ?? failed.cwd, 300);
    return new GalleyError('git-failed', {
      what: 'Git does not trust this repository',
      why: `${folder} belongs to another user, and git refuses to read such repositories`,
      todo: `If you trust it: git config --global --add safe.directory '${folder.replaceAll("'", "'\\''")}'`,
    });
  }
  if (/promisor|lazy fetching disabled|transport '.*' not allowed/i.test(failed.stderr)) {
    return new GalleyError('git-failed', {
      what: 'This partial clone lacks objects of the change',
      why: `Galley never fetches. git ${subcommand(failed.args)} said: ${said}`,
      todo: 'git fetch --refetch --no-filter',
    });
  }
  return new GalleyError('git-failed', {
    what: `git ${subcommand(failed.args)} failed (${failed.code === null ? 'killed' : `exit ${failed.code}`})`,
    why: said,
  });
}

/** The first word that is neither an option of git itself nor the value of `-c`. */
function subcommand(args: readonly string[]): string {
  return args.find((word, i) => !word.startsWith('-') && args[i - 1] !== '-c') ?? '';
}

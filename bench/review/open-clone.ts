import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommitReader } from './commit-case.ts';

/** The git directory of a clone at `<clones>/<owner>+<name>` or `<clones>/<owner>/<name>`, bare or not. */
export function findClone(clones: string, repository: string): string | undefined {
  const places = [repository.replace('/', '+'), repository].map((name) => join(clones, name));
  const inside = ['.git', '.', 'repo'];
  return places
    .flatMap((place) => inside.map((name) => join(place, name)))
    .find((directory) => existsSync(join(directory, 'HEAD')) && existsSync(join(directory, 'objects')));
}

/** Reads commits of a clone; nothing is checked out, run or fetched. */
export function openClone(gitDirectory: string): CommitReader {
  const git = (...args: string[]): string => runGit(gitDirectory, args);
  return {
    read: (revision, path) => {
      const entry = git('ls-tree', revision, '--', path).split(/\s/);
      return entry[1] === 'blob' ? git('cat-file', 'blob', entry[2] ?? '') : '';
    },
    diff: (base, head, path) =>
      git('diff', '--no-color', '--no-ext-diff', '--no-textconv', '--unified=0', base, head, '--', path),
  };
}

function runGit(gitDirectory: string, args: readonly string[]): string {
  const fixed = ['-c', 'diff.algorithm=myers', '-c', 'diff.indentHeuristic=true'];
  const git = spawnSync('git', ['--git-dir', gitDirectory, ...fixed, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // A partial clone must not ask its server for what it lacks.
    env: { ...process.env, GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' },
  });
  if (git.status !== 0) throw new Error(git.stderr.trim() || `git ${args.join(' ')} failed`);
  return git.stdout;
}

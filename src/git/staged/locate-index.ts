import { basename, dirname, join, resolve } from 'node:path';
import type { GitOptions } from '../run-git.ts';
import { runGit } from '../run-git.ts';

/** Where the commit in progress keeps what it is about to record. All paths are absolute. */
export interface IndexPlace {
  /** Top folder of the working tree. */
  readonly root: string;
  /** Git's folder of this working tree. */
  readonly gitDir: string;
  /** Git's folder that all working trees share. */
  readonly commonDir: string;
  /**
   * The index that will be committed, and behind it, for a commit of named paths, the one that git puts in place afterwards:
   * the next commit starts from that.
   */
  readonly indexes: readonly string[];
  /** The git that waits for us holds them under their names (`*.lock`): no one else writes them meanwhile. */
  readonly isHeld: boolean;
  /** For all further commands: from `root`, with absolute paths in the environment. */
  readonly git: GitOptions;
}

/**
 * Honours `GIT_INDEX_FILE`, `GIT_DIR` and `GIT_WORK_TREE` as git sets them for a hook. One process.
 *
 * Throws GalleyError: `not-a-repository`, `git-failed`, `git-missing`.
 */
export async function locateIndex(git: GitOptions): Promise<IndexPlace> {
  const args = ['rev-parse', '--absolute-git-dir', '--git-common-dir', '--show-toplevel'];
  const [gitDir = '', common = '', ...rest] = (await runGit(args, git))
    .toString()
    .replace(/\n$/, '')
    .split('\n');
  const root = rest.join('\n');
  const named = git.env['GIT_INDEX_FILE'];
  // Git itself goes to the top folder before it opens a relative one.
  const active = named ? resolve(root, named) : join(gitDir, 'index');
  const env = {
    ...git.env,
    GIT_INDEX_FILE: active,
    ...(git.env['GIT_DIR'] ? { GIT_DIR: gitDir } : {}),
    ...(git.env['GIT_WORK_TREE'] ? { GIT_WORK_TREE: root } : {}),
  };
  return {
    root,
    gitDir,
    commonDir: resolve(git.cwd, common),
    indexes: indexesOf(active, gitDir),
    isHeld: isIn(gitDir, active) && basename(active).endsWith('.lock'),
    git: { ...git, cwd: root, env },
  };
}

/** By the names that git's `builtin/commit.c` gives them. */
function indexesOf(active: string, gitDir: string): readonly string[] {
  const isOfNamedPaths = isIn(gitDir, active) && /^next-index-\d+\.lock$/.test(basename(active));
  return isOfNamedPaths ? [active, join(gitDir, 'index.lock')] : [active];
}

function isIn(folder: string, file: string): boolean {
  return resolve(dirname(file)) === resolve(folder);
}

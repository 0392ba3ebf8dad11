import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findClone } from '../review/open-clone.ts';
import { benchCache, installTools } from './fetch-package.ts';

/** A commit of a repository that added code with its tests. */
export interface PinnedCommit {
  readonly name: string;
  /** `owner/name` */
  readonly repository: string;
  readonly commit: string;
  readonly licence: string;
  /** What it did, in our words. */
  readonly title: string;
  /** Source files that are taken from the commit; everything else, its tests too, is as before it. */
  readonly paths: readonly string[];
  /** What its tests need, with versions. */
  readonly install: readonly string[];
}

/**
 * A working tree at the commit's parent, in which its sources are as the commit has them and its tests are missing.
 *
 * @param clones folder of clones; undefined: one is made
 */
export function openCommit(wanted: PinnedCommit, clones: string | undefined): string {
  const root = join(benchCache, 'commits', wanted.name);
  if (existsSync(root)) return root;
  const partial = `${root}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(dirname(root), { recursive: true });
  const { repository, commit, paths } = wanted;
  const from = clones === undefined ? undefined : findClone(clones, repository);
  execFileSync('git', [
    'clone',
    '--quiet',
    '--no-checkout',
    from ?? `https://github.com/${repository}`,
    partial,
  ]);
  const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: partial, stdio: 'ignore' });
  git('checkout', '--quiet', '--detach', `${commit}^`);
  git('checkout', commit, '--', ...paths);
  appendFileSync(join(partial, '.git/info/exclude'), 'node_modules\n');
  if (wanted.install.length > 0) installTools(wanted.install, partial);
  renameSync(partial, root);
  return root;
}

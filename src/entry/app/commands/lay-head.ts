import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openTree } from '../../../git/open-tree.ts';
import { runGit, type GitOptions } from '../../../git/run-git.ts';
import type { Environment } from '../../../git/git-environment.ts';
import { committedTree } from '../../tests/committed-tree.ts';

/** How git is run there. */
export type LaidGit = Pick<GitOptions, 'cwd' | 'env'> & { readonly signal: AbortSignal };

/** The files of a head in a folder of its own, with what is installed beside them. */
export interface LaidHead {
  /** Absolute, links resolved: a repository of ours whose objects are those of the mirror. */
  readonly root: string;
  readonly git: LaidGit;
  /** Removes all of it. */
  close(): Promise<void>;
}

export interface LayingHead {
  readonly env: Environment;
  readonly signal: AbortSignal;
}

/**
 * Lays out a commit from its objects: no checkout, so that no hook, filter or attribute of it is asked. Files that are no
 * text may differ.
 *
 * @param mirror bare repository that has the commit
 * @param installed folder whose `node_modules` and virtual environments are linked to the same places; undefined: there is none
 */
export async function layHead(
  mirror: string,
  head: string,
  installed: string | undefined,
  { env, signal }: LayingHead,
): Promise<LaidHead> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'galley-head-')));
  const close = (): Promise<void> => rm(root, { recursive: true, force: true, maxRetries: 3 });
  try {
    const bare = { ...env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_SYSTEM: devNull };
    const git: LaidGit = { cwd: root, env: bare, signal };
    await runGit(['init', '--quiet', '--template='], git);
    const folder = join(root, '.git');
    await mkdir(join(folder, 'info'), { recursive: true });
    await writeFile(
      join(folder, 'objects', 'info', 'alternates'),
      `${join(await realpath(mirror), 'objects')}\n`,
    );
    const links = installed === undefined ? [] : findInstalled(installed);
    // What the head ignores is its author's to say.
    await writeFile(join(folder, 'info', 'exclude'), links.map((path) => `/${path}\n`).join(''));
    await runGit(['read-tree', head], git);
    await layFiles(root, head, git);
    for (const path of links) {
      const place = join(root, path);
      if (existsSync(dirname(place)) && !existsSync(place)) symlinkSync(join(installed ?? '', path), place);
    }
    return { root, git, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function layFiles(root: string, head: string, git: LaidGit): Promise<void> {
  const files = await openTree(head, git);
  try {
    const tree = committedTree(async () => files);
    await tree.copy(files.paths, root);
  } finally {
    await files.close();
  }
}

/** Packages of a monorepo lie no deeper. */
const mostDepth = 4;

/** `node_modules` and virtual environments below a folder, from there, with `/`. */
function findInstalled(folder: string, below = '', depth = 0): string[] {
  if (depth > mostDepth) return [];
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [];
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const isInstalled = entry.name === 'node_modules' || existsSync(join(folder, path, 'pyvenv.cfg'));
    return isInstalled ? [path] : findInstalled(folder, path, depth + 1);
  });
}

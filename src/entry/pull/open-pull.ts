import { mkdtemp, rm } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGitBlobReader } from '../../git/create-git-blob-reader.ts';
import { createGitChangeSource, type GitChangeSource } from '../../git/create-git-change-source.ts';
import { fetchCommits } from '../../git/mirror/fetch-commits.ts';
import type { Environment } from '../../git/git-environment.ts';
import type { Log } from '../../log.ts';
import type { PullRequest } from '../../review/forge-ports.ts';
import type { BlobReader } from '../../review/ports.ts';
import { configurationOfBase, type RepositoryConfiguration } from '../cli/choose-configuration.ts';

export interface OpenPullOptions {
  /** Where its git is: `https://github.com`. */
  readonly server: string;
  readonly token: string | undefined;
  /** Folder for the mirror; undefined: a temporary one that goes with `close`. */
  readonly folder: string | undefined;
  readonly env: Environment;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** The files of a pull request, in a bare mirror that nothing is ever checked out of. */
export interface OpenPull {
  readonly source: GitChangeSource;
  readonly blobs: BlobReader;
  readonly root: string;
  /** Of the branch that the pull request wants to change: its author has no say. */
  readonly configuration: RepositoryConfiguration;
  close(): Promise<void>;
}

/**
 * Fetches what a pull request compares: where it began, its head, and the tip of its base, each without history.
 *
 * Throws GalleyError: `git-failed` (no access, no network, a head that is gone), `git-missing`, `invalid-config`.
 */
export async function openPull(
  pull: PullRequest,
  mergeBase: string,
  options: OpenPullOptions,
): Promise<OpenPull> {
  const { server, env, log, signal } = options;
  const isOurs = options.folder === undefined;
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'galley-pull-')));
  const close = (): Promise<void> =>
    isOurs ? rm(folder, { recursive: true, force: true, maxRetries: 3 }) : Promise.resolve();
  // Settings of this machine say nothing about a mirror, and could name commands.
  const bare = { ...withoutGit(env), GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_SYSTEM: devNull };
  const onProcess = (args: readonly string[]): void => log.debug('git', { arguments: args.join(' ') });
  try {
    const { base, head } = pull;
    const commits = [mergeBase, head.sha, base.sha];
    const url = `${server}/${pull.repository}.git`;
    const authorization = options.token === undefined ? undefined : basic(options.token);
    await fetchCommits({ folder, url, commits, authorization, env: bare, signal, onProcess });
    const git = { cwd: folder, env: bare, signal, log, onProcess };
    const title = `pull request #${pull.number}`;
    const source = await createGitChangeSource({
      ...git,
      selection: { kind: 'trees', base: mergeBase, head: head.sha, title },
    });
    const configuration = await configurationOfBase({ baseTree: async () => base.sha }, git);
    const blobs = createGitBlobReader({ ...git, root: folder, head: 'objects', attributeSource: base.sha });
    return { source, blobs, root: folder, configuration, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** As GitHub takes any of its tokens over HTTP. */
function basic(token: string): string {
  return `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
}

/** A hook's or a job's `GIT_DIR` is another repository. */
function withoutGit(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || name.startsWith('GIT_SSL_')),
  );
}

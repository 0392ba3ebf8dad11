import { mkdtemp, rm } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createGitBlobReader } from '../../git/create-git-blob-reader.ts';
import { createGitChangeSource } from '../../git/create-git-change-source.ts';
import { isGalleyError } from '../../errors.ts';
import { fetchCommits } from '../../git/mirror/fetch-commits.ts';
import type { Environment } from '../../git/git-environment.ts';
import type { Log } from '../../log.ts';
import { printable } from '../../safety/printable.ts';
import type { PullRequest } from '../../review/forge-ports.ts';
import type { ChangeSource } from '../../review/ports.ts';
import { configurationOfBase, configurationOfNothing } from '../cli/choose-configuration.ts';
import type { OpenChange } from '../cli/open-change.ts';

export interface OpenPullOptions {
  /** Where its git is: `https://github.com`. */
  readonly server: string;
  readonly token: string | undefined;
  /** What the forge's API tells of the change, where git gets nothing. */
  readonly fallback: ChangeSource;
  /** Folder for the mirror; undefined: a temporary one that goes with `close`. */
  readonly folder: string | undefined;
  /** Brings the commits there; default: fetchCommits. */
  readonly fetch?: typeof fetchCommits;
  readonly env: Environment;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** The change of a pull request, in a bare mirror that nothing is ever checked out of. */
export interface OpenPull extends OpenChange {
  close(): Promise<void>;
}

/**
 * Fetches what a pull request compares: where it began, its head, and the tip of its base, each without history. Where git
 * cannot, the forge's own diff has to do: hunks without their files, and no configuration of the base.
 *
 * Throws GalleyError: `interrupted`, `invalid-config` and what reading git throws.
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
  const own = {
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_SYSTEM: devNull,
    GIT_CEILING_DIRECTORIES: dirname(folder),
  };
  const bare = { ...withoutGit(env), ...own };
  const onProcess = (args: readonly string[]): void => log.debug('git', { arguments: args.join(' ') });
  try {
    const { base, head } = pull;
    const commits = [mergeBase, head.sha, base.sha];
    const url = `${server}/${pull.repository}.git`;
    const authorization = options.token === undefined ? undefined : basic(options.token);
    const why = await tryFetch(options.fetch ?? fetchCommits, {
      ...{ folder, url, commits, authorization, env: bare, signal, onProcess },
    });
    if (why !== undefined) {
      log.warn('git could not fetch the pull request: its diff comes from the API, without the files', {
        why,
      });
      return { ...changeOf(options.fallback, why), close };
    }
    const git = { cwd: folder, env: bare, signal, log, onProcess };
    const title = `pull request #${pull.number}`;
    const source = await createGitChangeSource({
      ...git,
      selection: { kind: 'trees', base: mergeBase, head: head.sha, title },
    });
    const configuration = await configurationOfBase({ baseTree: async () => base.sha }, git);
    const blobs = createGitBlobReader({ ...git, root: folder, head: 'objects', attributeSource: base.sha });
    return { source, origin: source, blobs, root: folder, configuration, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Why there is nothing to read; undefined: there is. */
async function tryFetch(
  fetch: typeof fetchCommits,
  options: Parameters<typeof fetchCommits>[0],
): Promise<string | undefined> {
  try {
    await fetch(options);
    return undefined;
  } catch (error) {
    const isNoFetch = isGalleyError(error) && (error.code === 'git-failed' || error.code === 'git-missing');
    if (!isNoFetch) throw error;
    return error.why === '' ? error.message : error.why;
  }
}

function changeOf(source: ChangeSource, why: string): OpenChange {
  const configuration = configurationOfNothing(
    `no .galley.yml: git could not fetch the base (${printable(why, 200)})`,
  );
  return { source, origin: undefined, blobs: undefined, root: undefined, configuration };
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

import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Environment } from '../git-environment.ts';
import { runGit, type GitOptions } from '../run-git.ts';

export interface FetchOptions {
  /** Absolute path of a bare repository of our own; made where there is none. Nobody else writes into it. */
  readonly folder: string;
  /** Where the commits are: `https://host/owner/name.git`. No user information in it. */
  readonly url: string;
  /** Ids of commits, 40 or 64 hexadecimal digits. */
  readonly commits: readonly string[];
  /** Value of the header `Authorization`; it reaches git by its environment alone. Undefined: none is sent. */
  readonly authorization: string | undefined;
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly onProcess?: (args: readonly string[]) => void;
}

/** A large repository over a slow line. */
const timeoutMs = 10 * 60_000;

/** Its files are for this user alone, whatever the umask. */
const alone = ['-c', 'core.sharedRepository=0600'];

const settings = [
  ...alone,
  // Any object may be asked for by its id.
  ...['-c', 'protocol.version=2'],
  // The header would go wherever a redirect leads.
  ...['-c', 'http.followRedirects=false'],
  ...['-c', 'transfer.fsckObjects=true'],
  // Thousands of files would be one each.
  ...['-c', 'fetch.unpackLimit=1'],
  ...['-c', 'gc.auto=0'],
  ...['-c', 'maintenance.auto=false'],
];

/**
 * Brings commits with all their files and none of their history into a bare repository: what a review compares. Commits
 * that are there already are not asked for again; none missing, no connection.
 *
 * Throws GalleyError: `git-failed` (no such commit, no access, no network), `git-missing`, `interrupted`.
 */
export async function fetchCommits(options: FetchOptions): Promise<void> {
  const { folder, url, commits, signal, onProcess } = options;
  // A folder that is broken must not make git look for a repository around it.
  const env = { ...options.env, GIT_CEILING_DIRECTORIES: dirname(folder) };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const git: GitOptions = { cwd: folder, env, signal, timeoutMs, ...(onProcess && { onProcess }) };
  await runGit([...alone, 'init', '--bare', '--quiet', '--template='], git);
  const missing = await listMissing([...new Set(commits)], git);
  if (missing.length === 0) return;
  // A commit without a name could be thrown away by any git that tidies up.
  const wanted = missing.map((id) => `+${id}:refs/galley/${id}`);
  const how = ['--depth=1', '--no-tags', '--no-recurse-submodules', '--quiet'];
  await runGit([...settings, 'fetch', ...how, '--', url, ...wanted], {
    ...git,
    transport: transportOf(options),
  });
  // The one file that the setting does not reach; nobody reads it.
  await rm(join(folder, 'FETCH_HEAD'), { force: true });
}

async function listMissing(commits: readonly string[], git: GitOptions): Promise<readonly string[]> {
  const input = commits.map((id) => `${id}\n`).join('');
  const answers = (await runGit(['cat-file', '--batch-check'], { ...git, input })).toString().split('\n');
  return commits.filter((_, index) => !/ commit \d+$/.test(answers[index] ?? ''));
}

function transportOf({ url, authorization }: FetchOptions): NonNullable<GitOptions['transport']> {
  return { protocol: new URL(url).protocol.slice(0, -1), authorization };
}

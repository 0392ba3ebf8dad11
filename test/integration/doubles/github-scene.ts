import { apiCaller } from '../../doubles/github/call-api.ts';
import type { CallApi } from '../../doubles/github/call-api.ts';
import type { CommittedFile } from '../../doubles/github/git/commit-files.ts';
import { startGitHub } from '../../doubles/github/start-github.ts';
import type { GitHubDouble } from '../../doubles/github/start-github.ts';
import type { PullRequest } from '../../doubles/github/state/records.ts';
import type { GitHubOptions, TokenOptions } from '../../doubles/github/types.ts';

const all = {
  metadata: 'read',
  contents: 'write',
  pull_requests: 'write',
  issues: 'write',
  checks: 'write',
  statuses: 'write',
} as const;

const tokens: Readonly<Record<string, TokenOptions>> = {
  bot: { login: 'galley[bot]', type: 'Bot', permissions: all },
  olga: { login: 'olga', type: 'User', permissions: all },
  alice: { login: 'alice', type: 'User', permissions: all },
  mallory: { login: 'mallory', type: 'User', permissions: all },
};

export interface Scene {
  readonly github: GitHubDouble;
  readonly pull: PullRequest;
  /** Callers by token: the app, the owner, the author, a stranger. */
  readonly bot: CallApi;
  readonly olga: CallApi;
  readonly alice: CallApi;
  readonly mallory: CallApi;
  /** Commits to the head branch. */
  readonly push: (files: readonly CommittedFile[], parent?: string) => Promise<string>;
}

/** Lines `1` to `n`, some of them replaced (by number, 1-based) and some left out (null). */
export function lines(n: number, changes: Readonly<Record<number, string | null>> = {}): string {
  return Array.from(
    { length: n },
    (_, at) => changes[at + 1] ?? (changes[at + 1] === null ? null : `line ${at + 1}`),
  )
    .filter((line) => line !== null)
    .map((line) => `${line}\n`)
    .join('');
}

/** The two states of a file that the tests of reviews stand on: two hunks, the first with a removed line. */
export const before = lines(40);
export const after = lines(40, { 5: 'five', 6: null, 30: 'thirty' });

/** A double with the repository `olga/proof` and alice's pull request 1 in it. */
export async function setScene(
  base: readonly CommittedFile[] = [{ path: 'a.ts', content: before }],
  head: readonly CommittedFile[] = [{ path: 'a.ts', content: after }],
  options: GitHubOptions = {},
): Promise<Scene> {
  const github = await startGitHub({ tokens, limits: 'none', ...options });
  await github.createRepository({
    owner: 'olga',
    name: 'proof',
    files: base,
    collaborators: { carl: 'write' },
  });
  const { git } = github.inside;
  await git.run('olga/proof', ['update-ref', 'refs/heads/topic', 'refs/heads/main']);
  const push: Scene['push'] = (files, parent) =>
    github.commit('olga', 'proof', { branch: 'topic', files, ...(parent === undefined ? {} : { parent }) });
  await push(head);
  const pull = await github.createPullRequest({
    owner: 'olga',
    repo: 'proof',
    head: 'topic',
    author: 'alice',
  });
  return {
    github,
    pull,
    push,
    bot: apiCaller(github, 'bot'),
    olga: apiCaller(github, 'olga'),
    alice: apiCaller(github, 'alice'),
    mallory: apiCaller(github, 'mallory'),
  };
}

import { tip } from '../git/commit-files.ts';
import { nodeId } from '../ids.ts';
import { findRepository, timestamp } from '../lookup.ts';
import { pullDiff } from '../pull-diff.ts';
import type { PullRequest } from '../state/records.ts';
import type { Inside } from '../types.ts';
import { emitEvent } from './emit-event.ts';

export interface NewPullRequest {
  readonly owner: string;
  readonly repo: string;
  /** Branch of the head repository. */
  readonly head: string;
  /** Branch of the repository itself; default: its default branch. */
  readonly base?: string;
  readonly title?: string;
  readonly body?: string | null;
  readonly draft?: boolean;
  readonly author?: string;
  /** Full name of the fork that holds the head; default: the repository itself. */
  readonly headRepository?: string;
}

/** Opens a pull request. Throws when a branch does not exist or there is nothing between them. */
export async function createPullRequest(inside: Inside, wanted: NewPullRequest): Promise<PullRequest> {
  const repository = findRepository(inside, `${wanted.owner}/${wanted.repo}`);
  const { fullName } = repository;
  const baseRef = wanted.base ?? repository.defaultBranch;
  const headRepository = wanted.headRepository ?? fullName;
  const [baseSha, headSha] = await Promise.all([
    tip(inside.git, fullName, baseRef),
    tip(inside.git, headRepository, wanted.head),
  ]);
  if (baseSha === null) throw new Error(`${fullName} has no branch ${baseRef}`);
  if (headSha === null) throw new Error(`${headRepository} has no branch ${wanted.head}`);
  const number = inside.state.pulls.filter((pull) => pull.repository === fullName).length + 1;
  const id = inside.nextId();
  const now = timestamp(inside);
  const pull: PullRequest = {
    id,
    nodeId: nodeId('PR', id),
    repository: fullName,
    number,
    title: wanted.title ?? 'A change',
    body: wanted.body ?? null,
    author: wanted.author ?? wanted.owner,
    state: 'open',
    draft: wanted.draft ?? false,
    merged: false,
    mergedBy: null,
    mergeCommitSha: null,
    locked: false,
    base: { ref: baseRef, sha: baseSha },
    head: { ref: wanted.head, sha: headSha, repository: headRepository },
    commits: [],
    labels: [],
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    mergedAt: null,
  };
  await takeHead(inside, pull, headSha);
  inside.state.pulls.push(pull);
  emitEvent(inside, {
    name: 'pull_request',
    action: 'opened',
    repository: fullName,
    sender: pull.author,
    payload: { number, head: headSha, base: baseSha },
  });
  return pull;
}

/** Brings the head into the repository as `refs/pull/N/head` and remembers its commits. */
export async function takeHead(inside: Inside, pull: PullRequest, sha: string): Promise<void> {
  const { git } = inside;
  const reference = `refs/pull/${pull.number}/head`;
  const { ref, repository } = pull.head;
  if (repository === null || repository === pull.repository) {
    await git.run(pull.repository, ['update-ref', reference, sha]);
  } else {
    const spec = `+refs/heads/${ref}:${reference}`;
    await git.run(pull.repository, ['fetch', '--quiet', '--no-tags', git.path(repository), spec]);
  }
  const { ahead } = await pullDiff(inside, pull, sha);
  for (const commit of [...ahead, sha]) if (!pull.commits.includes(commit)) pull.commits.push(commit);
}

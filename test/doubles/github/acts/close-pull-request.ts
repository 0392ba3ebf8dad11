import { tip } from '../git/commit-files.ts';
import { timestamp } from '../lookup.ts';
import type { PullRequest } from '../state/records.ts';
import type { Inside } from '../types.ts';
import { emitEvent } from './emit-event.ts';

export function closePullRequest(inside: Inside, pull: PullRequest, sender: string): void {
  if (pull.state === 'closed') return;
  pull.state = 'closed';
  pull.closedAt = pull.updatedAt = timestamp(inside);
  tell(inside, pull, 'closed', sender, { merged: pull.merged });
}

export function reopenPullRequest(inside: Inside, pull: PullRequest, sender: string): void {
  if (pull.state === 'open') return;
  pull.state = 'open';
  pull.closedAt = null;
  pull.updatedAt = timestamp(inside);
  tell(inside, pull, 'reopened', sender);
}

/** Makes a draft of a pull request or says that it is ready: the REST API cannot. */
export function setDraft(inside: Inside, pull: PullRequest, draft: boolean, sender: string): void {
  if (pull.draft === draft) return;
  pull.draft = draft;
  pull.updatedAt = timestamp(inside);
  tell(inside, pull, draft ? 'converted_to_draft' : 'ready_for_review', sender);
}

/** Merges the head into the base branch by a merge commit and closes the pull request; null: there are conflicts. */
export async function mergePullRequest(
  inside: Inside,
  pull: PullRequest,
  sender: string,
): Promise<string | null> {
  const { git } = inside;
  const base = (await tip(git, pull.repository, pull.base.ref)) ?? pull.base.sha;
  const merged = await git.attempt(pull.repository, ['merge-tree', '--write-tree', base, pull.head.sha]);
  if (merged.code !== 0) return null;
  const tree = merged.stdout.toString('latin1').split('\n')[0] ?? '';
  const message = `Merge pull request #${pull.number}`;
  const args = ['commit-tree', tree, '-p', base, '-p', pull.head.sha, '-m', message];
  const sha = (await git.run(pull.repository, args)).toString('latin1').trim();
  await git.run(pull.repository, ['update-ref', `refs/heads/${pull.base.ref}`, sha]);
  Object.assign(pull, { merged: true, mergedBy: sender, mergeCommitSha: sha, mergedAt: timestamp(inside) });
  closePullRequest(inside, pull, sender);
  return sha;
}

function tell(
  inside: Inside,
  pull: PullRequest,
  action: string,
  sender: string,
  payload: Readonly<Record<string, unknown>> = {},
): void {
  const { repository, number } = pull;
  emitEvent(inside, { name: 'pull_request', action, repository, sender, payload: { number, ...payload } });
}

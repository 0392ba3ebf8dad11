import { tip } from '../git/commit-files.ts';
import { timestamp } from '../lookup.ts';
import type { PullRequest } from '../state/records.ts';
import type { Inside } from '../types.ts';
import { closePullRequest } from './close-pull-request.ts';
import { takeHead } from './create-pull-request.ts';
import { emitEvent } from './emit-event.ts';
import { relocateComments } from './relocate-comments.ts';

/**
 * Tells the double that a branch of a repository was moved by git: open pull requests from it follow, their comments
 * move or become outdated, `synchronize` is sent. A branch that is gone closes them.
 */
export async function pushed(
  inside: Inside,
  repository: string,
  ref: string,
  sender?: string,
): Promise<void> {
  const branch = ref.replace(/^refs\/heads\//, '');
  const after = await tip(inside.git, repository, branch);
  emitEvent(inside, {
    name: 'push',
    action: '',
    repository,
    sender: sender ?? repository.split('/')[0] ?? '',
    payload: { ref: `refs/heads/${branch}`, after },
  });
  for (const pull of inside.state.pulls) {
    const { head, state } = pull;
    if (state !== 'open' || head.repository !== repository || head.ref !== branch) continue;
    if (after === null) closePullRequest(inside, pull, sender ?? pull.author);
    else if (after !== head.sha) await synchronize(inside, pull, after, sender ?? pull.author);
  }
}

async function synchronize(inside: Inside, pull: PullRequest, after: string, sender: string): Promise<void> {
  const before = pull.head.sha;
  pull.base.sha = (await tip(inside.git, pull.repository, pull.base.ref)) ?? pull.base.sha;
  await takeHead(inside, pull, after);
  pull.head.sha = after;
  pull.updatedAt = timestamp(inside);
  await relocateComments(inside, pull);
  emitEvent(inside, {
    name: 'pull_request',
    action: 'synchronize',
    repository: pull.repository,
    sender,
    payload: { number: pull.number, before, after },
  });
}

import { closePullRequest, mergePullRequest, reopenPullRequest } from '../acts/close-pull-request.ts';
import { createPullRequest } from '../acts/create-pull-request.ts';
import { emitEvent } from '../acts/emit-event.ts';
import { compareCommits } from '../git/compare-commits.ts';
import { tip } from '../git/commit-files.ts';
import { actorOf, findRepository, mayWrite, pullOf, repositoryOf, timestamp } from '../lookup.ts';
import { paged } from '../paginate.ts';
import { readFields } from '../read-fields.ts';
import { Refusal, errorReply, invalid, ok } from '../reply.ts';
import { renderPull, renderPullSimple } from '../render/render-pull.ts';
import type { PullRequest } from '../state/records.ts';
import type { Context, Reply, Route } from '../types.ts';
import { showPull } from './show-pull.ts';

const base = '/repos/{owner}/{repo}/pulls';

export const pullRoutes: readonly Route[] = [
  { method: 'GET', path: base, needs: { pull_requests: 'read' }, handle: listPulls },
  { method: 'POST', path: base, needs: { pull_requests: 'write' }, handle: createPull },
  { method: 'GET', path: `${base}/{pull_number}`, needs: { pull_requests: 'read' }, handle: showPull },
  { method: 'PATCH', path: `${base}/{pull_number}`, needs: { pull_requests: 'write' }, handle: updatePull },
  {
    method: 'PUT',
    path: `${base}/{pull_number}/merge`,
    needs: { contents: 'write' },
    async handle(context) {
      const pull = pullOf(context);
      const refused = new Refusal(errorReply(405, 'Pull Request is not mergeable'));
      if (pull.state === 'closed' || pull.draft) throw refused;
      const sha = await mergePullRequest(context.inside, pull, actorOf(context).login);
      if (sha === null) throw refused;
      return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
    },
  },
];

function listPulls(context: Context): Promise<Reply> {
  const { inside, call } = context;
  const { fullName } = repositoryOf(context);
  const wanted = (name: string): string | undefined => call.query.get(name) ?? undefined;
  const state = wanted('state') ?? 'open';
  const [head, baseRef] = [wanted('head'), wanted('base')];
  const pulls = inside.state.pulls.filter(
    (pull) =>
      pull.repository === fullName &&
      (state === 'all' || pull.state === state) &&
      (baseRef === undefined || pull.base.ref === baseRef) &&
      (head === undefined || `${pull.head.repository?.split('/')[0] ?? 'unknown'}:${pull.head.ref}` === head),
  );
  const sort = wanted('sort') ?? 'created';
  const key = (pull: PullRequest): string => (sort === 'updated' ? pull.updatedAt : pull.createdAt);
  const direction = wanted('direction') ?? (sort === 'created' ? 'desc' : 'asc');
  pulls.sort((a, b) => key(a).localeCompare(key(b)) || a.number - b.number);
  if (direction === 'desc') pulls.reverse();
  return paged(context, pulls, (pull) => renderPullSimple(inside, pull));
}

async function createPull(context: Context): Promise<Reply> {
  const { inside, call } = context;
  const repository = repositoryOf(context);
  const page = 'pulls/pulls#create-a-pull-request';
  const fields = readFields(call.body, page);
  const [headName, baseRef] = [fields.text('head'), fields.text('base')];
  const [owner, branch] = headName.includes(':') ? headName.split(':') : [repository.owner, headName];
  const fork = inside.state.repositories.find(
    (each) =>
      each.owner === owner && (each.fullName === repository.fullName || each.forkOf === repository.fullName),
  );
  const fault = (field: string, message?: string): Refusal =>
    invalid(
      [
        {
          resource: 'PullRequest',
          field,
          code: message === undefined ? 'invalid' : 'custom',
          ...(message === undefined ? {} : { message }),
        },
      ],
      page,
    );
  if (fork === undefined || branch === undefined) throw fault('head');
  const [headSha, baseSha] = await Promise.all([
    tip(inside.git, fork.fullName, branch),
    tip(inside.git, repository.fullName, baseRef),
  ]);
  if (headSha === null) throw fault('head');
  if (baseSha === null) throw fault('base');
  const same = inside.state.pulls.some(
    (pull) =>
      pull.state === 'open' &&
      pull.head.repository === fork.fullName &&
      pull.head.ref === branch &&
      pull.base.ref === baseRef,
  );
  if (same) throw fault('head', `A pull request already exists for ${owner}:${branch}.`);
  if (fork.fullName === repository.fullName) {
    const compared = await compareCommits(inside.git, repository.fullName, baseSha, headSha);
    if (compared?.ahead.length === 0) throw fault('base', `No commits between ${baseRef} and ${branch}`);
  }
  const pull = await createPullRequest(inside, {
    owner: repository.owner,
    repo: repository.name,
    head: branch,
    base: baseRef,
    title: fields.text('title'),
    body: fields.maybeText('body') ?? null,
    draft: fields.maybeBoolean('draft') ?? false,
    author: actorOf(context).login,
    headRepository: fork.fullName,
  });
  return { status: 201, body: await renderPull(inside, pull) };
}

async function updatePull(context: Context): Promise<Reply> {
  const { inside, call } = context;
  const pull = pullOf(context);
  const { login, type } = actorOf(context);
  if (type === 'User' && login !== pull.author && !mayWrite(inside, pull.repository, login)) {
    throw new Refusal(
      errorReply(403, 'You must be the author or have write access to update this pull request.'),
    );
  }
  const fields = readFields(call.body, 'pulls/pulls#update-a-pull-request');
  const [title, body, baseRef] = [
    fields.maybeText('title'),
    fields.maybeText('body'),
    fields.maybeText('base'),
  ];
  const state = fields.maybeOneOf('state', ['open', 'closed']);
  if (title?.trim() === '') {
    throw invalid([{ resource: 'PullRequest', field: 'title', code: 'missing_field' }]);
  }
  if (baseRef !== undefined) {
    const sha = await tip(inside.git, findRepository(inside, pull.repository).fullName, baseRef);
    if (sha === null) throw invalid([{ resource: 'PullRequest', field: 'base', code: 'invalid' }]);
    pull.base = { ref: baseRef, sha };
  }
  if (state === 'open' && pull.merged) {
    throw invalid([
      {
        resource: 'PullRequest',
        field: 'state',
        code: 'invalid',
        message: 'state cannot be changed. The pull request was merged.',
      },
    ]);
  }
  pull.title = title ?? pull.title;
  pull.body = body ?? pull.body;
  pull.updatedAt = timestamp(inside);
  if (title !== undefined || body !== undefined || baseRef !== undefined) {
    const { repository, number } = pull;
    emitEvent(inside, {
      name: 'pull_request',
      action: 'edited',
      repository,
      sender: login,
      payload: { number },
    });
  }
  if (state === 'closed') closePullRequest(inside, pull, login);
  if (state === 'open') reopenPullRequest(inside, pull, login);
  return ok(await renderPull(inside, pull));
}

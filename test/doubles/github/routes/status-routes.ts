import { resolveCommit } from '../git/read-commit.ts';
import { nodeId } from '../ids.ts';
import { actorOf, repositoryOf, timestamp } from '../lookup.ts';
import { page, paged } from '../paginate.ts';
import { readFields } from '../read-fields.ts';
import { Refusal, created, errorReply, invalid, ok } from '../reply.ts';
import { renderSimpleStatus, renderStatus } from '../render/render-check.ts';
import { renderMinimalRepository } from '../render/render-repository.ts';
import type { CommitStatus } from '../state/checks.ts';
import type { Context, Reply, Route } from '../types.ts';

const states = ['error', 'failure', 'pending', 'success'] as const;
const read = { statuses: 'read' } as const;
const longestDescription = 140;

export const statusRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/statuses/{sha}',
    needs: { statuses: 'write' },
    handle: createStatus,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}/statuses',
    needs: read,
    handle: async (context) =>
      paged(context, await statusesOf(context), (status) => renderStatus(context.inside, status)),
  },
  { method: 'GET', path: '/repos/{owner}/{repo}/commits/{ref}/status', needs: read, handle: showCombined },
];

async function createStatus(context: Context): Promise<Reply> {
  const { inside, call } = context;
  const fields = readFields(call.body, 'commits/statuses#create-a-commit-status');
  const state = fields.maybeOneOf('state', states);
  if (state === undefined) throw invalid([{ resource: 'Status', field: 'state', code: 'missing_field' }]);
  const description = fields.maybeText('description') ?? null;
  if (description !== null && description.length > longestDescription) {
    const message = `description is too long (maximum is ${longestDescription} characters)`;
    throw invalid([{ resource: 'Status', field: 'description', code: 'custom', message }]);
  }
  const id = inside.nextId();
  const status: CommitStatus = {
    id,
    nodeId: nodeId('SC', id),
    repository: repositoryOf(context).fullName,
    sha: await commitOf(context, 'sha'),
    context: fields.maybeText('context') ?? 'default',
    state,
    description,
    targetUrl: fields.maybeText('target_url') ?? null,
    author: actorOf(context).login,
    createdAt: timestamp(inside),
  };
  inside.state.statuses.push(status);
  return created(renderStatus(inside, status));
}

/** Of each context the latest, and what they come to together. */
async function showCombined(context: Context): Promise<Reply> {
  const { inside } = context;
  const repository = repositoryOf(context);
  const sha = await commitOf(context, 'ref');
  const latest = new Map((await statusesOf(context)).reverse().map((status) => [status.context, status]));
  const all = [...latest.values()];
  const has = (...wanted: string[]): boolean => all.some(({ state }) => wanted.includes(state));
  const state = has('error', 'failure')
    ? 'failure'
    : all.length === 0 || has('pending')
      ? 'pending'
      : 'success';
  const url = `${inside.apiUrl}/repos/${repository.fullName}/commits/${sha}`;
  const shown = page(context, all);
  return ok(
    {
      state,
      statuses: shown.items.map((status) => renderSimpleStatus(inside, status)),
      sha,
      total_count: all.length,
      repository: renderMinimalRepository(inside, repository),
      commit_url: url,
      url: `${url}/status`,
    },
    shown.link === undefined ? {} : { link: shown.link },
  );
}

/** The newest first. */
async function statusesOf(context: Context): Promise<CommitStatus[]> {
  const sha = await commitOf(context, 'ref');
  const { fullName } = repositoryOf(context);
  return context.inside.state.statuses
    .filter((status) => status.repository === fullName && status.sha === sha)
    .reverse();
}

async function commitOf(context: Context, name: 'ref' | 'sha'): Promise<string> {
  const text = context.params[name] ?? '';
  const sha = await resolveCommit(context.inside.git, repositoryOf(context).fullName, text);
  if (sha === undefined) throw new Refusal(errorReply(422, `No commit found for SHA: ${text}`));
  return sha;
}

import type { Needs, TokenOptions } from '../types.ts';

/** What a workflow's `GITHUB_TOKEN` is, with these permissions. */
export function workflowToken(permissions: Needs, scope?: readonly string[]): TokenOptions {
  const bot = { login: 'github-actions[bot]', type: 'Bot', permissions } as const;
  return scope === undefined ? bot : { ...bot, scope };
}

/** What a workflow for the pull request of a fork gets: it may read, whatever the workflow asks for. */
export function forkToken(scope?: readonly string[]): TokenOptions {
  return workflowToken(
    {
      metadata: 'read',
      contents: 'read',
      pull_requests: 'read',
      issues: 'read',
      checks: 'read',
      statuses: 'read',
    },
    scope,
  );
}

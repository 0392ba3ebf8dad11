import { errorReply } from '../reply.ts';
import type { Repository } from '../state/records.ts';
import type { Access, Guard, Needs, Permission, Spoiler, TokenOptions } from '../types.ts';

/**
 * Refuses what the token may not do: 404 for a repository it must not know of, 403 for one it may read but not write.
 *
 * What is public may be read with any token and with none.
 */
export const permit: Guard = ({ call, route, params, token, inside }) => {
  const { owner, repo } = params;
  if (route === undefined || route.isPage || owner === undefined || repo === undefined) return undefined;
  const repository = repositoryNamed(inside.state.repositories, `${owner}/${repo}`);
  if (repository === undefined || !isVisible(repository, token)) return errorReply(404, 'Not Found');
  const sets = needSets(route.needs);
  if (sets.length === 0 || (!repository.private && isRead(call.method))) return undefined;
  const reaches = token !== undefined && inScope(repository.fullName, token);
  if (reaches && sets.some((needs) => isGranted(needs, token.permissions))) return undefined;
  return errorReply(403, refusalWords(token));
};

/** Every answer names the permissions its route asks for. */
export const nameNeeds: Spoiler = ({ route }, reply) => {
  const sets = needSets(route?.needs);
  if (sets.length === 0) return reply;
  const accepted = sets.map((needs) =>
    Object.entries(needs)
      .map(([name, access]) => `${name}=${access}`)
      .join(','),
  );
  return { ...reply, headers: { 'x-accepted-github-permissions': accepted.join('; '), ...reply.headers } };
};

/** True when the granted permissions hold all that is needed; `write` holds `read`. */
export function isGranted(needs: Needs, granted: Needs): boolean {
  return (Object.entries(needs) as [Permission, Access][]).every(
    ([name, access]) =>
      granted[name] === 'write' || granted[name] === access || (name === 'metadata' && access === 'read'),
  );
}

/** Names of owners and repositories are the same in any case. */
export function repositoryNamed(all: readonly Repository[], fullName: string): Repository | undefined {
  return all.find((repository) => repository.fullName.toLowerCase() === fullName.toLowerCase());
}

/** True when the token, or anybody, may know that the repository exists. */
export function isVisible(repository: Repository, token: TokenOptions | undefined): boolean {
  return !repository.private || (token !== undefined && inScope(repository.fullName, token));
}

/** What GitHub says to a program, and to a person's token. */
export function refusalWords(token: TokenOptions | undefined): string {
  return `Resource not accessible by ${token?.type === 'User' ? 'personal access token' : 'integration'}`;
}

function inScope(fullName: string, { scope }: TokenOptions): boolean {
  return scope === undefined || scope.some((name) => name.toLowerCase() === fullName.toLowerCase());
}

function needSets(needs: Needs | readonly Needs[] | undefined): readonly Needs[] {
  if (needs === undefined) return [];
  return Array.isArray(needs) ? (needs as readonly Needs[]) : [needs as Needs];
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

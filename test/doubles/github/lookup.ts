import { Refusal, errorReply, notFound } from './reply.ts';
import { hashId } from './ids.ts';
import type { PullRequest, Repository, User } from './state/records.ts';
import type { Context, Inside, TokenOptions } from './types.ts';

/** Who acts; refused with 401 where no known token came. */
export function actorOf({ token }: Context): TokenOptions {
  if (token === undefined) throw new Refusal(errorReply(401, 'Requires authentication'));
  return token;
}

/** The user of a login, made when it is named for the first time. */
export function userOf(inside: Inside, login: string): User {
  const found = inside.state.users.find((user) => user.login === login);
  if (found !== undefined) return found;
  const user: User = { id: hashId(login), login, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
  inside.state.users.push(user);
  return user;
}

/** The repository that the path names, in any case of letters. */
export function repositoryOf({ inside, params }: Context): Repository {
  return findRepository(inside, `${params['owner']}/${params['repo']}`);
}

export function findRepository(inside: Inside, fullName: string): Repository {
  const wanted = fullName.toLowerCase();
  const found = inside.state.repositories.find(({ fullName: name }) => name.toLowerCase() === wanted);
  if (found === undefined) throw notFound();
  return found;
}

/** The pull request that `{pull_number}` or `{issue_number}` names: this double knows no other issues. */
export function pullOf(context: Context): PullRequest {
  const { fullName } = repositoryOf(context);
  const number = idOf(context, context.params['pull_number'] === undefined ? 'issue_number' : 'pull_number');
  return findPull(context.inside, fullName, number);
}

export function findPull(inside: Inside, repository: string, number: number): PullRequest {
  const found = inside.state.pulls.find((pull) => pull.repository === repository && pull.number === number);
  if (found === undefined) throw notFound();
  return found;
}

/** A number of the path; anything else names nothing. */
export function idOf({ params }: Context, name: string): number {
  const text = params[name] ?? '';
  if (!/^\d{1,15}$/.test(text)) throw notFound();
  return Number(text);
}

/** Whether a login may push: the owner, a collaborator with write or admin. */
export function mayWrite(inside: Inside, repository: string, login: string): boolean {
  return ['write', 'admin'].includes(accessOf(findRepository(inside, repository), login));
}

/** What the forge calls the permission of a login: `admin`, `write`, `read`, and `none` in a private repository. */
export function accessOf(repository: Repository, login: string): 'admin' | 'write' | 'read' | 'none' {
  if (repository.owner === login) return 'admin';
  return repository.collaborators[login] ?? (repository.private ? 'none' : 'read');
}

/** Time now as the API writes it: whole seconds. */
export function timestamp(inside: Inside): string {
  return new Date(inside.now()).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

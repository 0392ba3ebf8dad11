import type { Log } from '../../log.ts';
import type { Dismissal } from '../../review/forge-ports.ts';
import type { GitHubClient, PullAddress } from '../client/github-client.ts';
import { isSameLogin } from './comment-schemas.ts';
import { mayWrite } from './may-write.ts';

/** Each costs a request: more than these would be a way to use up the limit of a token. */
const mostAsked = 20;

/** What a person's word weighs; undefined: nothing. */
export type WeighPerson = (login: string, signal: AbortSignal) => Promise<Dismissal['role'] | undefined>;

export interface WeighOptions {
  readonly client: GitHubClient;
  readonly address: PullAddress;
  /** Of the pull request. */
  readonly author: string;
  readonly log: Log;
}

/** Asks GitHub once for each person, and for at most 20. Who may not write, or cannot be asked for, weighs nothing. */
export function weighPeople({ client, address, author, log }: WeighOptions): WeighPerson {
  const asked = new Map<string, Promise<boolean>>();
  return async (login, signal) => {
    const key = login.toLowerCase();
    if (!asked.has(key) && asked.size >= mostAsked) {
      log.warn('too many people dismissed findings: the others were not asked for', { asked: mostAsked });
      return undefined;
    }
    const answer = asked.get(key) ?? mayWrite({ client, address, log }, login, signal);
    asked.set(key, answer);
    if (!(await answer)) return undefined;
    return isSameLogin(login, author) ? 'author' : 'maintainer';
  };
}

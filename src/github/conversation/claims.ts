import type { Dismissal } from '../../review/forge-ports.ts';
import { sanitise } from '../../safety/sanitise.ts';
import { isPerson, type IssueComment } from './comment-schemas.ts';
import { findCommands } from './find-commands.ts';
import type { OwnThread } from './own-threads.ts';
import type { ResolvedThread } from './read-resolved-threads.ts';
import type { WeighPerson } from './weigh-people.ts';

/** Somebody wants to hear no more of a finding; nobody knows yet whether that counts. */
export type Claim = Omit<Dismissal, 'role'>;

const mostReasonCharacters = 200;

/** `/galley dismiss REASON` below a comment of ours. The fingerprint may stand there too. */
export function claimsInThreads(threads: readonly OwnThread[]): readonly Claim[] {
  return threads.flatMap(({ comment: { fingerprint }, replies }) =>
    replies.flatMap(({ user, body }) => {
      if (!isPerson(user)) return [];
      return findCommands(body ?? '').map(({ words }) => {
        const reason = words.toLowerCase().startsWith(fingerprint) ? words.slice(fingerprint.length) : words;
        return claim(fingerprint, user.login, 'command', reason);
      });
    }),
  );
}

/** `/galley dismiss FINGERPRINT REASON` in a comment on the pull request as a whole. */
export function claimsInComments(comments: readonly IssueComment[]): readonly Claim[] {
  return comments.flatMap(({ user, body }) => {
    if (!isPerson(user)) return [];
    return findCommands(body ?? '').flatMap(({ words }) => {
      const [, fingerprint, reason = ''] = /^`?([0-9a-f]{16})`?(?:[ \t]+(.*))?$/i.exec(words) ?? [];
      return fingerprint === undefined
        ? []
        : [claim(fingerprint.toLowerCase(), user.login, 'command', reason)];
    });
  });
}

/**
 * Threads of ours that somebody resolved while the finding stood there as open: one that says fixed is closed because
 * it is.
 */
export function claimsOfResolved(
  threads: readonly OwnThread[],
  resolved: readonly ResolvedThread[],
): readonly Claim[] {
  const resolvers = new Map(resolved.map(({ comment, by }) => [comment, by]));
  return threads.flatMap(({ comment: { id, fingerprint, status } }) => {
    const by = resolvers.get(id);
    return by === undefined || status !== 'open' ? [] : [claim(fingerprint, by, 'resolved', '')];
  });
}

export function claim(fingerprint: string, by: string, how: Dismissal['how'], reason: string): Claim {
  return { fingerprint, by, how, reason: sanitise(reason, mostReasonCharacters) };
}

/** Dismissals by fingerprint: the weightiest, else the first. */
export type Dismissals = Map<string, Dismissal>;

/** Adds those claims that count. Nobody is asked for where the answer would change nothing. */
export async function weighClaims(
  claims: readonly Claim[],
  known: Dismissals,
  weigh: WeighPerson,
  signal: AbortSignal,
): Promise<void> {
  for (const one of claims) {
    const before = known.get(one.fingerprint);
    if (before?.role === 'maintainer') continue;
    const role = await weigh(one.by, signal);
    if (role === undefined || (before !== undefined && role === 'author')) continue;
    known.set(one.fingerprint, { ...one, role });
  }
}

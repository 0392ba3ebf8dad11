import { isGranted, isVisible, refusalWords } from '../guards/permit.ts';
import type { Repository } from '../state/records.ts';
import type { Context, Needs, TokenOptions } from '../types.ts';
import { graphError } from './graph-error.ts';

/**
 * Whether a thread may be resolved: a program needs `contents: write` beside `pull_requests: write`, although nothing
 * of the contents changes.
 */
export function mayResolve({ token }: Context): boolean {
  return token !== undefined && isGranted(needsToResolve(token), token.permissions);
}

export function needsToResolve({ type }: TokenOptions): Needs {
  return type === 'Bot' ? { pull_requests: 'write', contents: 'write' } : { pull_requests: 'write' };
}

/** Refuses what the token may not do with a repository that it sees. */
export function demand({ token }: Context, repository: Repository, needs: Needs): void {
  const reaches = token !== undefined && isVisible({ ...repository, private: true }, token);
  if (reaches && isGranted(needs, token.permissions)) return;
  throw graphError('FORBIDDEN', refusalWords(token));
}

/** Refuses to read from a private repository without the permission. */
export function demandRead(context: Context, repository: Repository): void {
  if (repository.private) demand(context, repository, { pull_requests: 'read' });
}

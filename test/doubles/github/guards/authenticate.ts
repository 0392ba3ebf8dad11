import { errorReply } from '../reply.ts';
import type { Guard, Inside, Reply, TokenOptions } from '../types.ts';

/** Paths that answer anybody. */
const open = new Set(['/', '/meta', '/rate_limit', '/zen']);

/**
 * Refuses what does not say who it is, or says it wrongly, as GitHub does: an unknown or expired token is 401 for
 * whatever it asks, no token is 401 for writes, for GraphQL and for what is about the caller. What a caller without a
 * token may read is for the next guard to say.
 */
export function authenticate(): Guard {
  const used = new Map<string, number>();
  return ({ call, route, params, tokenName, token, inside }) => {
    if (route?.isPage || route?.isForApps) return undefined;
    if (tokenName === undefined) {
      const isPublic = call.method === 'GET' && (params['owner'] !== undefined || open.has(call.path));
      return isPublic || route === undefined ? undefined : unauthorized(wordsFor(call.path));
    }
    if (token === undefined) return unauthorized('Bad credentials');
    if (isSuspended(inside, token)) return errorReply(403, 'This installation has been suspended');
    const count = (used.get(tokenName) ?? 0) + 1;
    used.set(tokenName, count);
    const isOver = inside.now() >= (token.expiresAt ?? Infinity) || count > (token.expiresAfter ?? Infinity);
    return isOver ? unauthorized('Bad credentials') : undefined;
  };
}

function isSuspended({ state }: Inside, { installation }: TokenOptions): boolean {
  return state.installations.some(({ id, suspendedAt }) => id === installation && suspendedAt !== null);
}

function wordsFor(path: string): string {
  return path === '/graphql' ? 'This endpoint requires you to be authenticated.' : 'Requires authentication';
}

function unauthorized(message: string): Reply {
  return errorReply(401, message);
}

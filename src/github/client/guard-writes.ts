import { GalleyError } from '../../errors.ts';
import type { HookedRequest, Send } from './wait-for-limits.ts';

/** Whether whoever writes may still do so. Asked when nothing is left to wait for. */
export type MayWrite = () => Promise<boolean>;

interface NamedRequest extends HookedRequest {
  readonly method: string;
  readonly url: string;
}

/**
 * Asks before each request that changes something, and sends nothing when the answer is no. Between the answer and
 * GitHub lies one request: what comes too late then is found by reading back.
 */
export function guardWrites(mayWrite: MayWrite) {
  return async <A>(send: Send<NamedRequest, A>, request: NamedRequest): Promise<A> => {
    if (isWrite(request) && !(await mayWrite())) throw lost();
    return send(request);
  };
}

/** Galley asks GraphQL and changes nothing through it. */
function isWrite({ method, url }: NamedRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return !(method === 'POST' && /\/graphql$/.test(url));
}

function lost(): GalleyError {
  return new GalleyError('lease-lost', {
    what: 'Nothing more is written: somebody else has this pull request by now.',
    why: 'This worker did not renew its lease in time.',
  });
}

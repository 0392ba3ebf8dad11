import { createAppAuth } from '@octokit/auth-app';
import { GalleyError } from '../../errors.ts';
import type { ClientTime } from '../client/client-time.ts';
import type { TokenSource } from '../client/token-source.ts';

export interface AppKey {
  readonly appId: string | number;
  readonly privateKey: string;
}

/** A signature is good for ten minutes; nothing takes that long to be sent. In milliseconds. */
const leastMs = 60_000;

/**
 * The name of the app, signed anew when the last signature ends soon. Throws GalleyError `forge-unauthorised` for a
 * key that is none.
 */
export function appTokens({ appId, privateKey }: AppKey, time: ClientTime): TokenSource {
  const auth = createAppAuth({ appId, privateKey });
  let last: { readonly token: string; readonly endsAt: number } | undefined;
  return {
    async get() {
      if (last !== undefined && last.endsAt - leastMs > time.now()) return last.token;
      const { token, expiresAt } = await auth({ type: 'app' }).catch(broken);
      last = { token, endsAt: Date.parse(expiresAt) };
      return token;
    },
    drop(token) {
      if (last?.token === token) last = undefined;
    },
  };
}

/** What the library says could hold parts of the key. */
function broken(): never {
  throw new GalleyError('forge-unauthorised', {
    what: 'The private key of the app cannot be used.',
    why: 'It is no RSA key in PEM form, or only a part of one.',
    todo: 'PRIVATE_KEY="$(cat galley.private-key.pem)"',
  });
}

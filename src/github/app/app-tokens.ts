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

/** Between two clocks that are right. */
const toleranceMs = 5_000;

/**
 * The name of the app, signed anew when the last signature ends soon. Where the clock of this machine is wrong, the times
 * in it are those of GitHub's clock, which comes with a refusal. Throws GalleyError `forge-unauthorised` for a key that is
 * none.
 */
export function appTokens(key: AppKey, time: ClientTime): TokenSource {
  let aheadMs = 0;
  let last: { readonly token: string; readonly endsAt: number } | undefined;
  return {
    async get() {
      if (last !== undefined && last.endsAt - leastMs > time.now() + aheadMs) return last.token;
      const { token, expiresAt } = await sign(key, aheadMs).catch(broken);
      last = { token, endsAt: Date.parse(expiresAt) };
      return token;
    },
    drop(token, forgeTime) {
      if (last?.token !== token) return;
      last = undefined;
      const difference = forgeTime === undefined ? 0 : forgeTime - Date.now();
      aheadMs = Math.abs(difference) > toleranceMs ? difference : 0;
    },
  };
}

/** The library says it this way too, in a hook of its own that is not in use: it would sign each request. */
async function sign({ appId, privateKey }: AppKey, aheadMs: number) {
  const timeDifference = Math.round(aheadMs / 1000);
  return createAppAuth({ appId, privateKey, ...{ timeDifference } })({ type: 'app' });
}

/** What the library says could hold parts of the key. */
function broken(): never {
  throw new GalleyError('forge-unauthorised', {
    what: 'The private key of the app cannot be used.',
    why: 'It is no RSA key in PEM form, or only a part of one.',
    todo: 'PRIVATE_KEY="$(cat galley.private-key.pem)"',
  });
}

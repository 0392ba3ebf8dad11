import { createPublicKey, verify } from 'node:crypto';
import { Refusal, errorReply } from '../reply.ts';
import { signApp } from '../sign-app.ts';
import type { Inside } from '../types.ts';

/** Seconds that a name may hold, and that two clocks may differ unseen. */
const mostSeconds = 600;
const tolerance = 60;

/**
 * Refuses the signed name of an app whose times are wrong by GitHub's clock, in GitHub's words. Gives what `emulate`,
 * which has the clock of this machine, is to judge instead: the same name for now, where the signature is right.
 */
export function judgeName({ apps, appClock }: Inside, authorization: string): string {
  const [, signed = '', payload = '', signature = ''] =
    /^bearer ([\w-]+\.([\w-]+))\.([\w-]+)$/i.exec(authorization) ?? [];
  const claims = readClaims(payload);
  if (claims === undefined) return authorization;
  const seconds = Math.floor(appClock() / 1000);
  const refuse = (words: string): never => {
    throw new Refusal(errorReply(401, words));
  };
  if (claims.exp <= seconds)
    refuse(
      `'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires`,
    );
  if (claims.exp > seconds + mostSeconds + tolerance)
    refuse(`'Expiration time' claim ('exp') is too far in the future`);
  if (claims.iat > seconds + tolerance)
    refuse(
      `'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued`,
    );
  const app = apps.apps.find(({ id }) => String(id) === String(claims.iss));
  if (app === undefined) return authorization;
  const key = apps.keyOf(app.slug);
  const isRight = verify(
    'RSA-SHA256',
    Buffer.from(signed),
    createPublicKey(key),
    Buffer.from(signature, 'base64url'),
  );
  return isRight ? `Bearer ${signApp(key, app.id)}` : authorization;
}

interface Claims {
  readonly iat: number;
  readonly exp: number;
  readonly iss: string | number;
}

function readClaims(payload: string): Claims | undefined {
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Partial<Claims>;
    const { iat, exp, iss } = claims;
    return typeof iat === 'number' && typeof exp === 'number' && iss !== undefined
      ? { iat, exp, iss }
      : undefined;
  } catch {
    return undefined;
  }
}

import { createSign } from 'node:crypto';

/** What an app says of itself to be believed: a signed name that holds for five minutes of this machine's clock. */
export function signApp(privateKey: string, id: number): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { iat: now - 30, exp: now + 300, iss: String(id) };
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
}

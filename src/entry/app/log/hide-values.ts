import { mayHoldSecret, maskLines } from '../../../safety/mask-lines.ts';

/** Shorter values are words that stand everywhere. */
const leastCharacters = 8;

/**
 * Takes the secrets of this process out of a text, also where they stand in base64 or in an address, and whatever else
 * looks like a credential: tokens of installations come and go.
 */
export function hideValues(secrets: readonly (string | undefined)[]): (text: string) => string {
  const forms = new Set(secrets.flatMap((secret) => (secret === undefined ? [] : formsOf(secret))));
  // The longest first: what is a part of another one must not spoil it.
  const values = [...forms]
    .filter((form) => form.length >= leastCharacters)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let hidden = text;
    for (const value of values) if (hidden.includes(value)) hidden = hidden.replaceAll(value, '[masked]');
    return mayHoldSecret(hidden) ? maskLines(hidden.split('\n')).lines.join('\n') : hidden;
  };
}

function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).filter((line) => !line.startsWith('-----'));
  return [
    secret,
    ...(lines.length > 1 ? lines : []),
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    Buffer.from(`x-access-token:${secret}`).toString('base64'),
  ];
}

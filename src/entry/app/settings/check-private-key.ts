import { createPrivateKey, type KeyObject } from 'node:crypto';
import { GalleyError } from '../../../errors.ts';

/**
 * The private key of the GitHub App, as PEM in the form that every library takes. As in Probot it may stand in its
 * variable with `\n` for its line ends, or in base64.
 *
 * @throws GalleyError `invalid-config`; nothing of the key is in it
 */
export function checkPrivateKey(text: string | undefined): string {
  if (text === undefined) throw refuse('is missing', 'Neither PRIVATE_KEY nor PRIVATE_KEY_PATH is set.');
  const pem = text.includes('-----BEGIN')
    ? text.replaceAll('\\n', '\n')
    : Buffer.from(text, 'base64').toString('utf8');
  const key = parse(pem);
  if (key === undefined) throw refuse('is none', 'What is set cannot be read as a private key.');
  if (key.asymmetricKeyType !== 'rsa')
    throw refuse('is none of GitHub', `It is of the kind ${key.asymmetricKeyType}; GitHub's are RSA.`);
  return key.export({ type: 'pkcs8', format: 'pem' }) as string;
}

function parse(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function refuse(fault: string, why: string): GalleyError {
  return new GalleyError('invalid-config', {
    what: `The private key of the GitHub App ${fault}`,
    why,
    todo: 'Make one at the page of the app, below "Private keys": export PRIVATE_KEY_PATH=FILE.pem',
  });
}

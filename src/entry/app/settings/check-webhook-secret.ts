import { GalleyError } from '../../../errors.ts';

/** As many as the hash that signs with it has. */
const leastBytes = 32;

/** What Probot takes when nothing is set, and what its documentation shows. */
const known: ReadonlySet<string> = new Set(['development', 'your-webhook-secret']);

/**
 * Who knows the secret of the webhooks can have anything reviewed and answered: a missing, short or well known one is
 * refused.
 *
 * @throws GalleyError `invalid-config`
 */
export function checkWebhookSecret(secret: string | undefined): string {
  if (secret === undefined) throw refuse('is not set', 'Without it anybody could send webhooks.');
  if (known.has(secret)) throw refuse('is a default that everybody knows', '');
  const bytes = Buffer.byteLength(secret);
  if (bytes < leastBytes)
    throw refuse('is too short', `It has ${bytes} bytes; at least ${leastBytes} are needed.`);
  return secret;
}

function refuse(fault: string, why: string): GalleyError {
  return new GalleyError('invalid-config', {
    what: `WEBHOOK_SECRET ${fault}`,
    why,
    todo: 'Set the same new one here and in the settings of the GitHub App: openssl rand -hex 32',
  });
}

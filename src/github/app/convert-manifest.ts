import * as z from 'zod';
import { GalleyError, describeFailure, isGalleyError } from '../../errors.ts';
import { checkAnswer } from '../client/check-answer.ts';
import type { GitHubClient } from '../client/github-client.ts';

/** A GitHub App as it was made: whoever has this is the app. */
export interface RegisteredApp {
  readonly id: number;
  readonly slug: string;
  /** Its page, on the forge. */
  readonly page: string;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
}

const schema = z.object({
  id: z.int().positive(),
  slug: z.string().regex(/^[\w.-]{1,100}$/),
  html_url: z.url({ protocol: /^https?$/ }),
  pem: z.string().startsWith('-----BEGIN').max(16_384),
  // Goes into a file that shells and others read.
  webhook_secret: z.string().regex(/^[\w.~+/=-]{32,512}$/),
});

/** As GitHub writes them; nothing else becomes a part of an address. */
export function isManifestCode(text: string): boolean {
  return /^[\w-]{1,200}$/.test(text);
}

/**
 * Gives the code of a manifest for the credentials of the app that was made of it. GitHub takes each code once, and for an
 * hour.
 *
 * @param client one that asks without a token
 * @param server origin of the forge's pages: links lead nowhere else
 * @throws GalleyError; no credential is in it
 */
export async function convertManifest(
  client: GitHubClient,
  code: string,
  server: string,
  signal: AbortSignal,
): Promise<RegisteredApp> {
  const app = await ask(client, code, signal);
  return {
    ...{ id: app.id, slug: app.slug, privateKey: app.pem, webhookSecret: app.webhook_secret },
    page:
      new URL(app.html_url).origin === new URL(server).origin ? app.html_url : `${server}/apps/${app.slug}`,
  };
}

async function ask(client: GitHubClient, code: string, signal: AbortSignal): Promise<z.infer<typeof schema>> {
  try {
    const route = 'POST /app-manifests/{code}/conversions';
    const { data } = await client.request(route, { code, request: { signal } });
    return checkAnswer(schema, data, 'new app');
  } catch (error) {
    if (!isGalleyError(error) || error.code === 'interrupted') throw error;
    throw new GalleyError(error.code, {
      what: 'The credentials of the new app did not come',
      // Failures name what was asked for, and a code that was not used yet is as good as the credentials.
      why: describeFailure(error).replaceAll(code, '…'),
      todo: 'Delete the app where GitHub lists yours, and run this again: a code is good once, and for an hour.',
    });
  }
}

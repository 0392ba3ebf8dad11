import * as z from 'zod';
import { checkAnswer } from '../client/check-answer.ts';
import type { GitHubClient } from '../client/github-client.ts';

const schema = z.object({ slug: z.string().regex(/^[\w.-]{1,100}$/) });

/** `galley[bot]`. Throws GalleyError. */
export async function readAppLogin(client: GitHubClient, signal: AbortSignal): Promise<string> {
  const { data } = await client.request('GET /app', { request: { signal } });
  return `${checkAnswer(schema, data, 'app').slug}[bot]`;
}

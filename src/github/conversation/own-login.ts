import * as z from 'zod';
import { isGalleyError } from '../../errors.ts';
import { checkAnswer } from '../client/check-answer.ts';
import type { GitHubClient } from '../client/github-client.ts';

/** Whom the token of a workflow's job writes as. */
const jobLogin = 'github-actions[bot]';

const schema = z.object({ login: z.string().min(1) });

/** Name of the account that the token writes as. Throws GalleyError. */
export type OwnLogin = (signal: AbortSignal) => Promise<string>;

/**
 * Asks GitHub once, and not at all where the operator says it. The token of a job is nobody's account and gets 403; so
 * does that of an app, whose operator has to say its name (`my-app[bot]`).
 */
export function ownLogin(client: GitHubClient, given: string | undefined): OwnLogin {
  let known = given;
  return async (signal) => (known ??= await askLogin(client, signal));
}

async function askLogin(client: GitHubClient, signal: AbortSignal): Promise<string> {
  try {
    const { data } = await client.request('GET /user', { request: { signal } });
    return checkAnswer(schema, data, 'account of the token').login;
  } catch (error) {
    if (isGalleyError(error) && error.code === 'forge-forbidden') return jobLogin;
    throw error;
  }
}

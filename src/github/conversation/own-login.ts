import * as z from 'zod';
import { isGalleyError } from '../../errors.ts';
import { checkAnswer } from '../client/check-answer.ts';
import type { GitHubClient } from '../client/github-client.ts';
import type { FirstPage } from './first-page.ts';

/** Whom the token of a workflow's job writes as: what is left where nobody tells. */
const jobLogin = 'github-actions[bot]';

const account = z.object({ login: z.string().min(1) });
const answer = z.object({ viewer: account });

/** Name of the account that the token writes as. Throws GalleyError. */
export type OwnLogin = (signal: AbortSignal) => Promise<string>;

/** Asks GitHub once, and not at all where the operator says it. */
export function ownLogin(client: GitHubClient, given: string | undefined, firstPage: FirstPage): OwnLogin {
  let known: Promise<string> | undefined = given === undefined ? undefined : Promise.resolve(given);
  return (signal) => (known ??= askLogin(client, firstPage, signal));
}

/** GraphQL tells it to the tokens of jobs and apps too, which get 403 from REST. */
async function askLogin(client: GitHubClient, firstPage: FirstPage, signal: AbortSignal): Promise<string> {
  try {
    return answer.parse(await firstPage(signal)).viewer.login;
  } catch (error) {
    if (isGalleyError(error) && ['interrupted', 'forge-unauthorised'].includes(error.code)) throw error;
    return askAccount(client, signal);
  }
}

async function askAccount(client: GitHubClient, signal: AbortSignal): Promise<string> {
  try {
    const { data } = await client.request('GET /user', { request: { signal } });
    return checkAnswer(account, data, 'account of the token').login;
  } catch (error) {
    if (isGalleyError(error) && error.code === 'forge-forbidden') return jobLogin;
    throw error;
  }
}

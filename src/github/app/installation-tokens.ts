import * as z from 'zod';
import { GalleyError, isGalleyError } from '../../errors.ts';
import { checkAnswer } from '../client/check-answer.ts';
import type { ClientTime } from '../client/client-time.ts';
import type { GitHubClient } from '../client/github-client.ts';
import type { TokenSource } from '../client/token-source.ts';
import { statusOf } from '../explain-failure.ts';

export interface TokenPlace {
  readonly installation: number;
  /** `owner/name`; undefined: all that the installation may reach. */
  readonly repository: string | undefined;
}

/** Tokens of installations, each kept until shortly before its end. */
export interface TokenKeeper {
  /** Throws GalleyError `forge-not-found` where the app is not installed, or not any more. */
  get(place: TokenPlace, signal: AbortSignal): Promise<string>;
  drop(place: TokenPlace): void;
}

interface Kept {
  readonly token: Promise<string>;
  /** Unix milliseconds; infinite while it is on its way. */
  endsAt: number;
}

/** Of the hour that a token lasts: git may need some minutes with one. In milliseconds. */
const leastMs = 10 * 60_000;
const mostTokens = 5000;

const schema = z.object({ token: z.string().regex(/^[!-~]{1,4096}$/), expires_at: z.string() });

/** Asked at the same time for the same place, GitHub is asked once. */
export function createTokenKeeper(client: GitHubClient, time: ClientTime): TokenKeeper {
  const kept = new Map<string, Kept>();
  const nameOf = ({ installation, repository }: TokenPlace): string =>
    `${installation} ${repository?.toLowerCase() ?? ''}`;
  const fetchFor = (place: TokenPlace, signal: AbortSignal): Promise<string> => {
    const name = nameOf(place);
    const answer = askToken(client, time, place, signal);
    const entry: Kept = { token: answer.then(({ token }) => token), endsAt: Number.POSITIVE_INFINITY };
    if (kept.size >= mostTokens) kept.clear();
    kept.set(name, entry);
    answer.then(
      ({ endsAt }) => void (entry.endsAt = endsAt),
      // Whoever waits for it hears of it; the next one asks anew.
      () => void (kept.get(name) === entry && kept.delete(name)),
    );
    return entry.token;
  };
  return {
    async get(place, signal) {
      const known = kept.get(nameOf(place));
      if (known === undefined || known.endsAt - leastMs <= time.now()) return fetchFor(place, signal);
      try {
        return await known.token;
      } catch (error) {
        // Somebody else had asked, and was stopped.
        if (isGalleyError(error) && error.code === 'interrupted' && !signal.aborted)
          return fetchFor(place, signal);
        throw error;
      }
    },
    drop: (place) => void kept.delete(nameOf(place)),
  };
}

async function askToken(
  client: GitHubClient,
  time: ClientTime,
  { installation, repository }: TokenPlace,
  signal: AbortSignal,
): Promise<{ readonly token: string; readonly endsAt: number }> {
  try {
    const { data, headers } = await client.request(
      'POST /app/installations/{installation_id}/access_tokens',
      {
        installation_id: installation,
        ...(repository === undefined ? {} : { repositories: [repository.split('/')[1] ?? ''] }),
        request: { signal },
      },
    );
    const { token, expires_at: endsAt } = checkAnswer(schema, data, 'token of the installation');
    // By GitHub's own clock: this machine's may be another.
    const lastsMs = Date.parse(endsAt) - (Date.parse(headers.date ?? '') || time.now());
    return { token, endsAt: time.now() + lastsMs };
  } catch (error) {
    throw isGone(error) ? gone(repository, error) : error;
  }
}

/** 404: not installed. 403: suspended. 422: installed, but not for this repository. */
function isGone(error: unknown): boolean {
  const status = statusOf(error);
  return status === 403 || status === 404 || status === 422;
}

function gone(repository: string | undefined, cause: unknown): GalleyError {
  return new GalleyError('forge-not-found', {
    what: `The app is not installed${repository === undefined ? '' : ` for ${repository}`}, or is suspended there.`,
    why: isGalleyError(cause) ? cause.why : '',
    cause,
  });
}

/** For a client that is used longer than a token lasts. */
export function tokenSourceFor(
  tokens: TokenKeeper,
  installation: number,
  repository: string | undefined,
): TokenSource {
  const place = { installation, repository };
  return {
    get: (signal) => tokens.get(place, signal ?? new AbortController().signal),
    drop: () => tokens.drop(place),
  };
}

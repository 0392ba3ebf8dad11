import { GalleyError } from '../../errors.ts';
import { failedAnswer } from './failed-answer.ts';
import type { TokenSource } from './token-source.ts';
import type { HookedRequest, Send } from './wait-for-limits.ts';

/** A request whose headers can still be set. */
export interface OpenRequest extends HookedRequest {
  headers: Record<string, unknown>;
}

/**
 * Gives each request the token of that moment. One that GitHub refuses is fetched anew, and the request is sent once
 * more: 401 says that nothing was done, so that this is safe for writes too.
 */
export function authorise(tokens: TokenSource) {
  const sign = async (request: OpenRequest): Promise<string> => {
    const token = await tokens.get(request.request?.signal);
    checkToken(token);
    // In the very object that came: octokit sends that one.
    request.headers = { ...request.headers, authorization: `Bearer ${token}` };
    return token;
  };
  return async <A>(send: Send<OpenRequest, A>, request: OpenRequest): Promise<A> => {
    const token = await sign(request);
    try {
      return await send(request);
    } catch (error) {
      const answer = failedAnswer(error);
      if (answer?.status !== 401) throw error;
      tokens.drop(token, Date.parse(String(answer.headers['date'])) || undefined);
      if ((await sign(request)) === token) throw error;
      return await send(request);
    }
  };
}

/** Checked here because `fetch` quotes a header that it cannot send in its error. */
export function checkToken(token: string): void {
  if (/^[!-~]{1,4096}$/u.test(token)) return;
  throw new GalleyError('invalid-usage', {
    what:
      token.trim() === ''
        ? 'The GitHub token is empty.'
        : 'The GitHub token holds characters that no token has.',
    why: 'A line feed at its end is the usual cause.',
    todo: 'GALLEY_TOKEN=TOKEN',
  });
}

import type { HookedRequest, Send } from './wait-for-limits.ts';

export interface RetriedRequest extends HookedRequest {
  request?: HookedRequest['request'] & { readonly retries?: number };
}

const usualRetries = 3;
/** Asked again, it is the same; for limits another hook waits. */
const lasting = [400, 401, 403, 404, 406, 409, 410, 422, 429, 451];

/**
 * Sends again what failed for a reason that may pass, as Octokit's retry plug-in does. That one counts by the clock on the
 * wall: set back by an hour while a request begins, it would hold it up for an hour. The waits between are made by the
 * innermost hook, which knows of them by `retryCount`.
 */
export async function retryFailed<R extends RetriedRequest, A>(send: Send<R, A>, request: R): Promise<A> {
  const { retries = usualRetries } = request.request ?? {};
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await send(request);
      if (tries >= retries || !isBroken(answer)) return answer;
    } catch (error) {
      if (tries >= retries || !mayPass(error)) throw error;
    }
    request.request = { ...request.request, retryCount: tries + 1 };
  }
}

/** Octokit's errors have a status, 500 where no answer came. */
function mayPass(error: unknown): boolean {
  const { status } = error as { status?: unknown };
  return typeof status === 'number' && status >= 400 && !lasting.includes(status);
}

/** GraphQL says 200, and that it broke inside. */
function isBroken(answer: unknown): boolean {
  const { data } = answer as { data?: { errors?: readonly { message?: unknown }[] } | null };
  return /Something went wrong while executing your query/.test(String(data?.errors?.[0]?.message));
}

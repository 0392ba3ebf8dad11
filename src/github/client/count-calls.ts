import { failedAnswer } from './failed-answer.ts';
import type { HookedRequest, Send } from './wait-for-limits.ts';

/** One request that was answered or lost: for metrics. */
export interface ApiCall {
  readonly method: string;
  /** Of the answer; undefined: none came. */
  readonly status: number | undefined;
  /** Which limit it counted against: `core`, `graphql`; undefined where GitHub does not say. */
  readonly resource: string | undefined;
  /** Requests left of that limit; undefined where GitHub does not say. */
  readonly remaining: number | undefined;
}

/** Whose limit a request counted against: of an installation, or of the app itself, which has no number. */
export type OnAppCall = (call: ApiCall, installation: number | undefined) => void;

/** Of the requests of one installation. */
export function callsOf(
  installation: number | undefined,
  onCall: OnAppCall | undefined,
): ((call: ApiCall) => void) | undefined {
  return onCall && ((call) => onCall(call, installation));
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** Tells of every request that leaves, those that are sent again too. The innermost hook. */
export function countCalls(onCall: (call: ApiCall) => void) {
  return async <A>(
    send: Send<HookedRequest, A>,
    request: HookedRequest & { readonly method: string },
  ): Promise<A> => {
    const tell = (status: number | undefined, headers: Headers): void => {
      const resource = headers['x-ratelimit-resource'];
      const remaining = headers['x-ratelimit-remaining'];
      onCall({
        method: request.method,
        status,
        resource: resource === undefined ? undefined : String(resource),
        remaining: remaining === undefined ? undefined : Number(remaining),
      });
    };
    try {
      const answer = await send(request);
      const { status, headers } = answer as { status?: number; headers?: Headers };
      tell(status, headers ?? {});
      return answer;
    } catch (error) {
      const answer = failedAnswer(error);
      tell(answer?.status, answer?.headers ?? {});
      throw error;
    }
  };
}

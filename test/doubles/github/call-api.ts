import type { GitHubDouble } from './start-github.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or the text where it is none; undefined without a body. */
  readonly body: unknown;
}

export type CallApi = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<ApiAnswer>;

/** A caller of a double's API with one token, by plain `fetch`. Without a token: nobody. */
export function apiCaller(double: Pick<GitHubDouble, 'url'>, token?: string): CallApi {
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(path.startsWith('http') ? path : double.url + path, {
      method,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
    const content: unknown = isJson ? JSON.parse(text) : text === '' ? undefined : text;
    return { status: answer.status, headers: answer.headers, body: content };
  };
}

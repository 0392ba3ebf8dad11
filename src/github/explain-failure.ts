import { GalleyError, isGalleyError, type ErrorText } from '../errors.ts';
import { printable } from '../safety/printable.ts';
import { failedAnswer } from './client/failed-answer.ts';
import type { FailedAnswer } from './client/read-limit.ts';
import { neededPermission } from './needed-permission.ts';

/** The HTTP status that a failure of the client came with; undefined where no answer came. */
export function statusOf(error: unknown): number | undefined {
  const cause = isGalleyError(error) ? error.cause : undefined;
  return cause instanceof Answered ? cause.status : undefined;
}

/** Stands behind a GalleyError instead of octokit's error, which holds the whole request. */
class Answered extends Error {
  readonly status: number;
  constructor(status: number, words: string) {
    super(words);
    this.status = status;
  }
}

/** What was asked: template or concrete. */
export interface Asked {
  readonly method: string;
  readonly url: string;
}

/**
 * Whatever a request failed with, as the GalleyError that says what the reader can do. Holds neither the token nor
 * what was sent.
 */
export function explainFailure(error: unknown, asked: Asked): GalleyError {
  if (isGalleyError(error)) return error;
  const path = pathOf(error, asked);
  const answer = failedAnswer(error);
  if (answer === undefined) return unreachable(asked.method, path, reasonOf(error));
  const { code, ...text } = explain(answer, asked.method, path);
  return new GalleyError(code, {
    ...text,
    why: `${asked.method} ${path} was answered ${answer.status}: ${answer.words || '(nothing)'}`,
    cause: new Answered(answer.status, answer.words),
  });
}

type Explanation = Omit<ErrorText, 'why' | 'cause'> & { readonly code: GalleyError['code'] };

function explain({ status, headers, words }: FailedAnswer, method: string, path: string): Explanation {
  if (status === 401)
    return {
      code: 'forge-unauthorised',
      what: 'GitHub does not accept the token: it has expired, or it is wrong.',
      todo: 'Give one that is valid: GALLEY_TOKEN=TOKEN',
    };
  if (status === 403) return forbidden(neededPermission(method, path, headers[accepted]), headers, words);
  if (status === 404 || status === 410)
    return {
      code: 'forge-not-found',
      what: 'GitHub does not find it, or does not show it to this token.',
      todo: `Check the repository and the number; a token needs ${neededPermission(method, path, headers[accepted]) || 'access to the repository'}.`,
    };
  if (status === 429)
    return {
      code: 'forge-limited',
      what: 'GitHub takes no more requests of this token now.',
      isRetryable: true,
    };
  if (status >= 500)
    return {
      code: 'forge-unreachable',
      what: 'GitHub failed to answer.',
      todo: 'Try again in some minutes.',
      isRetryable: true,
    };
  return { code: 'forge-refused', what: 'GitHub refused the request.' };
}

const accepted = 'x-accepted-github-permissions';

function forbidden(needed: string, headers: FailedAnswer['headers'], words: string): Explanation {
  const code = 'forge-forbidden';
  if (headers['x-github-sso'] !== undefined || /\bSAML\b/u.test(words))
    return {
      code,
      what: 'The organisation wants the token to be authorised for single sign-on.',
      todo: 'Authorise it: Settings, Developer settings, the token, Configure SSO.',
    };
  if (/\barchived\b/iu.test(words))
    return { code, what: 'The repository is archived: nothing can be written there.' };
  if (/\block(?:ed)?\b/iu.test(words))
    return { code, what: 'The conversation is locked.', todo: 'Unlock it, or review without posting.' };
  return {
    code,
    what: needed === '' ? 'The token may not do this.' : `The token may not do this: it needs ${needed}.`,
    todo:
      needed === ''
        ? 'Use a token with more permissions.'
        : `Give it to the job (permissions: { ${needed} }), or use a token that has it. For pull requests of forks no job gets it.`,
  };
}

function unreachable(method: string, path: string, reason: string): GalleyError {
  return new GalleyError('forge-unreachable', {
    what: 'GitHub does not answer.',
    why: `${method} ${path}: ${reason}`,
    todo: 'Check the connection and the address of the API; then try again.',
    isRetryable: true,
  });
}

/** The innermost reason: `fetch failed` says nothing. */
function reasonOf(error: unknown): string {
  let reason = error;
  for (let depth = 0; depth < 5 && reason instanceof Error && reason.cause instanceof Error; depth += 1)
    reason = reason.cause;
  return printable(reason instanceof Error ? reason.message || reason.name : String(reason), 200);
}

/** Of the address that was really called, where octokit tells it; without its query. */
function pathOf(error: unknown, asked: Asked): string {
  const request = (error as { request?: { url?: unknown } } | undefined)?.request;
  const url = typeof request?.url === 'string' ? request.url : asked.url;
  return printable(URL.canParse(url) ? new URL(url).pathname : url.replace(/[?#].*$/su, ''), 200);
}

import { GalleyError, isGalleyError } from '../errors.ts';
import { printable } from '../safety/printable.ts';
import { failedAnswer } from './client/failed-answer.ts';
import type { FailedAnswer } from './client/read-limit.ts';
import { explainForbidden, type Explanation } from './explain-forbidden.ts';
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
 *
 * @param isApp a GitHub App asked, whose operator reads it: it has a number and a key, and no token that anybody gives it
 */
export function explainFailure(error: unknown, asked: Asked, isApp = false): GalleyError {
  if (isGalleyError(error)) return error;
  const path = pathOf(error, asked);
  const answer = failedAnswer(error);
  if (answer === undefined) return unreachable(asked.method, path, reasonOf(error));
  const toApp = isApp ? explainToApp(answer, path) : undefined;
  const { code, ...text } = toApp ?? explain(answer, asked.method, path, isApp);
  return new GalleyError(code, {
    ...text,
    why: `${asked.method} ${path} was answered ${answer.status}: ${answer.words || '(nothing)'}`,
    cause: new Answered(answer.status, answer.words),
  });
}

function explain(
  { status, headers, words }: FailedAnswer,
  method: string,
  path: string,
  isApp: boolean,
): Explanation {
  if (status === 401)
    return {
      code: 'forge-unauthorised',
      what: 'GitHub does not accept the token: it has expired, or it is wrong.',
      todo: 'Give one that is valid: GALLEY_TOKEN=TOKEN',
    };
  if (status === 403)
    return explainForbidden(neededPermission(method, path, headers[accepted]), headers, words, isApp);
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

/** Addresses at which an app proves its name with its key. */
const ofApp = /^(?:\/api\/v3)?\/app(?:\/|$)/;
const ofAppAlone = /^(?:\/api\/v3)?\/app(?:\/installations)?$/;

/** What its operator can do where `explain` speaks of tokens; undefined: the same as everybody. */
function explainToApp({ status }: FailedAnswer, path: string): Explanation | undefined {
  if ((status === 401 && ofApp.test(path)) || (status === 404 && ofAppAlone.test(path)))
    return {
      code: 'forge-unauthorised',
      what: 'GitHub does not accept the app: its number and its key do not belong together, or the clock of this machine is wrong.',
      todo: 'Set APP_ID and PRIVATE_KEY of one app, as the page of its settings shows them.',
    };
  if (status === 401)
    return {
      code: 'forge-unauthorised',
      what: 'GitHub does not accept the token of the installation: it has ended, or the app was removed.',
      todo: 'Another one is asked for by itself. Where that does not help: is the app still installed there?',
    };
  return undefined;
}

const accepted = 'x-accepted-github-permissions';

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

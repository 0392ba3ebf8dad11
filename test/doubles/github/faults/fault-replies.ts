import { secondaryWords } from '../guards/rate-limits.ts';
import { errorReply } from '../reply.ts';
import type { Reply } from '../types.ts';
import type { FaultAfter, FaultBefore } from './fault.ts';

const limitsPage = 'overview/rate-limits-for-the-rest-api';

/** The answer instead of the handler's. */
export function replyBefore(fault: FaultBefore, now: number): Reply {
  switch (fault.kind) {
    case 'status': {
      const { status, body, text, headers } = fault;
      const said = text === undefined ? { body: body ?? serverError(status) } : { text };
      return { status, ...said, ...(headers && { headers }) };
    }
    case 'secondary-limit': {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      return errorReply(fault.status ?? 403, secondaryWords, {
        page: `${limitsPage}#about-secondary-rate-limits`,
        headers,
      });
    }
    case 'primary-limit': {
      const reset = Math.floor(now / 1000) + fault.resetIn;
      const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
      return errorReply(fault.status ?? 403, 'API rate limit exceeded for installation.', {
        page: limitsPage,
        headers,
      });
    }
    case 'drop':
      return { status: 502, drop: 'before-headers' };
    case 'refuse-comment':
      return refusedReview;
  }
}

/** What is sent instead of the true answer. */
export function spoil(fault: FaultAfter, reply: Reply): Reply {
  switch (fault.kind) {
    case 'store-then-status':
      return { status: fault.status ?? 502, body: serverError(fault.status ?? 502) };
    case 'store-then-drop':
      return { ...reply, drop: 'before-headers' };
    case 'slow':
      return {
        ...reply,
        ...(fault.firstByteMs !== undefined && { delayMs: fault.firstByteMs }),
        ...(fault.dripMs !== undefined && { dripMs: fault.dripMs }),
      };
    case 'cut':
      return { ...reply, drop: 'mid-body' };
    case 'half-json':
      return { ...withoutBody(reply), text: half(JSON.stringify(reply.body ?? {})), headers: asJson(reply) };
    case 'wrong-json':
      return { ...withoutBody(reply), body: fault.body ?? { unexpected: true } };
  }
}

/** GitHub's answer to a review that it cannot store for reasons it does not tell. */
const refusedReview = errorReply(422, 'Unprocessable Entity', {
  errors: ['An internal error occurred, please try again.'],
  page: 'pulls/reviews#create-a-review-for-a-pull-request',
});

function serverError(status: number): unknown {
  return { message: status < 500 ? 'Unknown error' : 'Server Error' };
}

function withoutBody({ body: _body, text: _text, ...rest }: Reply): Reply {
  return rest;
}

function half(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2));
}

function asJson({ headers }: Reply): Record<string, string> {
  return { 'content-type': 'application/json; charset=utf-8', ...headers };
}

import type { Context, MiddlewareHandler } from 'hono';
import type { TokenCheck } from '../operator/create-token-check.ts';
import { remoteAddress } from '../operator/remote-address.ts';
import { answerProblem, problemOf } from './problem.ts';

/** Lets only those through who show the token: `Authorization: Bearer …` (RFC 6750). */
export function askForToken(operator: TokenCheck): MiddlewareHandler {
  return async (context, next): Promise<Response | void> => refuse(context, operator) ?? next();
}

function refuse(context: Context, operator: TokenCheck): Response | undefined {
  const given = context.req.header('authorization');
  const [, token] = /^Bearer +([!-~]+) *$/i.exec(given ?? '') ?? [];
  const challenge = { 'www-authenticate': 'Bearer realm="galley"' };
  // Who shows nothing guesses nothing.
  if (given === undefined) return answerProblem(context, problemOf(401, 'A token is needed.'), challenge);
  const from = remoteAddress(context);
  const answer = operator.check(token, from);
  if (answer === 'right') return undefined;
  if (answer === 'wrong') return answerProblem(context, problemOf(401, 'That is not the token.'), challenge);
  const seconds = operator.secondsLeft(from);
  return answerProblem(context, problemOf(429, `Too many wrong tokens. Try again in ${seconds} s.`), {
    'retry-after': String(seconds),
  });
}

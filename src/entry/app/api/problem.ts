import type { Context } from 'hono';
import * as z from 'zod';
import { stringifyJson } from '../../../report/stringify-json.ts';

/** How a request failed: RFC 9457, without types of our own. */
export const problemSchema = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string().describe('What the status means.'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('For people.'),
    code: z.string().optional().describe('Stable name of the failure, where Galley has one.'),
  })
  .describe('A problem (RFC 9457).');

export type Problem = z.infer<typeof problemSchema>;

const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export type ProblemStatus = keyof typeof titles;

export function problemOf(status: ProblemStatus, detail: string, code?: string): Problem {
  const named = code === undefined ? {} : { code };
  return { type: 'about:blank', title: titles[status], status, detail, ...named };
}

export function answerProblem(
  context: Context,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return context.body(stringifyJson(problem), problem.status as ProblemStatus, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
}

import type { Context } from 'hono';
import { jobStates, readPullName } from '../../../report/dashboard/page-links.ts';
import type { JobFilter, Page } from '../../../review/jobs/job-records.ts';

/** Nobody turns so many pages, and databases count them all. */
const mostOffset = 10_000_000;

/** `offset` of the address; 0 for whatever is no number. */
export function readPage(context: Context, limit: number): Page {
  const given = context.req.query('offset') ?? '';
  return { offset: /^\d{1,8}$/.test(given) ? Math.min(Number(given), mostOffset) : 0, limit };
}

/** `state` and `pull` of the address; undefined where one of them means nothing. */
export function readFilter(context: Context): JobFilter | undefined {
  const [state, pull] = [context.req.query('state'), context.req.query('pull')];
  const known = jobStates.find((one) => one === state);
  const named = pull === undefined ? undefined : readPullName(pull);
  if ((state !== undefined && known === undefined) || (pull !== undefined && named === undefined))
    return undefined;
  return { ...(known && { state: known }), ...(named && { pull: named }) };
}

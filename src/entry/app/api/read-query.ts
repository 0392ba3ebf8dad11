import type { Context } from 'hono';
import { jobStates } from '../../../report/dashboard/page-links.ts';
import { readPullName } from '../../../review/jobs/pull-name.ts';
import type { JobFilter, Page } from '../../../review/jobs/job-records.ts';

/** Nobody turns so many pages, and databases count them all. */
export const mostOffset = 10_000_000;

/** `offset` of the address; 0 for whatever is no such number. */
export function readPage(context: Context, limit: number): Page {
  const bounds = { least: 0, most: mostOffset, otherwise: 0 };
  return { offset: readNumber(context, 'offset', bounds) ?? 0, limit };
}

/** A whole number of the address; undefined where it is none, or out of bounds. */
export function readNumber(
  context: Context,
  name: string,
  { least, most, otherwise }: { readonly least: number; readonly most: number; readonly otherwise: number },
): number | undefined {
  const given = context.req.query(name);
  if (given === undefined) return otherwise;
  const value = /^\d{1,9}$/.test(given) ? Number(given) : NaN;
  return value >= least && value <= most ? value : undefined;
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

import type { JobFilter, JobState } from '../../review/jobs/job-records.ts';
import { pullName } from '../../review/jobs/pull-name.ts';
import { wellFormed } from '../stringify-json.ts';

/** Where the dashboard is mounted. */
export const dashboardPath = '/dashboard';

/** All addresses of the dashboard: whatever others wrote is encoded, so that none leads elsewhere. */
export const links = {
  overview: dashboardPath,
  repositories: `${dashboardPath}/repositories`,
  jobs: `${dashboardPath}/jobs`,
  dead: `${dashboardPath}/dead`,
  signIn: `${dashboardPath}/sign-in`,
  signOut: `${dashboardPath}/sign-out`,
  icon: `${dashboardPath}/icon.svg`,
  pullsPath: `${dashboardPath}/pulls`,
  repositoriesFrom: (offset: number): string => withQuery(links.repositories, { offset: from(offset) }),
  pulls: (repository: string, offset = 0): string =>
    withQuery(links.pullsPath, { repository, offset: from(offset) }),
  jobsOf: ({ state, pull }: JobFilter, offset = 0): string =>
    withQuery(links.jobs, { state, pull: pull && pullName(pull), offset: from(offset) }),
  deadFrom: (offset: number): string => withQuery(links.dead, { offset: from(offset) }),
  job: (id: string): string => `${links.jobs}/${encode(id)}`,
  sent: (id: string, offset = 0): string => withQuery(`${links.job(id)}/sent`, { offset: from(offset) }),
  reviveAll: `${dashboardPath}/dead/revive`,
  revive: (id: string): string => `${links.job(id)}/revive`,
} as const;

/** In the order in which people ask for them. */
export const jobStates: readonly JobState[] = [
  'waiting',
  'active',
  'again',
  'posted',
  'superseded',
  'duplicate',
  'ignored',
  'dead',
];

function from(offset: number): string | undefined {
  return offset > 0 ? String(offset) : undefined;
}

/** Values that are undefined are left out. */
function withQuery(path: string, values: Readonly<Record<string, string | undefined>>): string {
  const query = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encode(value)}`],
  );
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

/** Half a character cannot be encoded. */
function encode(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

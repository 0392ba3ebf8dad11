/** A question of the JSON API, for its description. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post';
  /** With `{id}` for what stands there. */
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly ParameterName[];
  /** Name of a schema of openapi.ts. */
  readonly answer: string;
  readonly status: 200 | 202;
  /** Statuses of problems, beside 401, 429, 500 and 503, which all have. */
  readonly problems: readonly (400 | 404 | 409)[];
}

export type ParameterName = 'id' | 'offset' | 'limit' | 'days' | 'repository' | 'state' | 'pull';

export const mostRows = 200;
export const defaultRows = 50;
export const mostDays = 366;
export const defaultDays = 30;

const get = { method: 'get', status: 200 } as const;
const paged = ['offset', 'limit'] as const;

export const operations: readonly Operation[] = [
  {
    ...get,
    id: 'readOverview',
    path: '/api/v1/overview',
    summary: 'Queue, reviews of the last 24 hours, dead letters.',
    ...{ parameters: [], answer: 'Overview', problems: [] },
  },
  {
    ...get,
    id: 'listRepositories',
    path: '/api/v1/repositories',
    summary: 'Repositories, the last touched first.',
    ...{ parameters: paged, answer: 'RepositoryPage', problems: [400] },
  },
  {
    ...get,
    id: 'listPulls',
    path: '/api/v1/pulls',
    summary: 'Pull requests of one repository, the last touched first.',
    ...{ parameters: ['repository', ...paged], answer: 'PullPage', problems: [400] },
  },
  {
    ...get,
    id: 'listJobs',
    path: '/api/v1/jobs',
    summary: 'Jobs, the last touched first.',
    ...{ parameters: ['state', 'pull', ...paged], answer: 'JobPage', problems: [400] },
  },
  {
    ...get,
    id: 'readJob',
    path: '/api/v1/jobs/{id}',
    summary: 'One job with its deliveries and the account of its review.',
    ...{ parameters: ['id'], answer: 'JobDetail', problems: [404] },
  },
  {
    id: 'reviveJob',
    method: 'post',
    path: '/api/v1/jobs/{id}/revive',
    summary: 'Runs a dead job again. 409 for one that is not dead.',
    ...{ parameters: ['id'], answer: 'Revived', status: 202, problems: [404, 409] },
  },
  {
    id: 'reviveJobs',
    method: 'post',
    path: '/api/v1/jobs/revive',
    summary: 'Runs all dead jobs again.',
    ...{ parameters: [], answer: 'RevivedAll', status: 202, problems: [] },
  },
  {
    ...get,
    id: 'readTrends',
    path: '/api/v1/trends',
    summary: 'How it went, day by day.',
    ...{ parameters: ['days'], answer: 'Trends', problems: [400] },
  },
];

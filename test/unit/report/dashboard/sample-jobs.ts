import type { Errand } from '../../../../src/review/jobs/errand.ts';
import type { JobDetail, JobRecords, JobState, TrendDay } from '../../../../src/review/jobs/job-records.ts';
import type { ReviewRecord } from '../../../../src/review/jobs/job-store.ts';

/** 2026-11-22, 14:00 UTC. */
export const sampleNow = Date.UTC(2026, 10, 22, 14);
const minute = 60_000;

export const sampleRecord: ReviewRecord = {
  pull: { repository: 'acme/web-shop', number: 412 },
  head: '5d41402abc4b2a76b9719d911017c592aabbccdd',
  base: '7d793037a0760186574b0282f2f435e7aabbccdd',
  mergeBase: '9bf31c7ff062936a96d3c8bd1f8f2ff3aabbccdd',
  configuration: '0f3a9c1b2d4e5f60',
  verdict: 'findings',
  isComplete: false,
  url: 'https://github.com/acme/web-shop/pull/412#issuecomment-1',
  findings: [
    { rule: 'probe/missing-await', posted: 2, fixed: 1, dismissed: 0 },
    { rule: 'no-loose-equality', posted: 1, fixed: 0, dismissed: 1 },
  ],
  severities: { error: 1, warning: 2, info: 0 },
  coverage: { covered: 14, total: 19 },
  model: 'qwen2.5-coder:7b',
  quantisation: 'Q4_K_M',
  tokens: { prompt: 48_120, evaluated: 21_344, reply: 1_903 },
  seconds: { read: 0.4, cut: 0.7, ask: 71.2, total: 72.6 },
  calls: 41,
  cacheHits: 12,
  changedLines: 388,
  files: [
    { path: 'src/cart/add-item.ts', state: 'reviewed', reason: '' },
    { path: 'src/cart/total.ts', state: 'reviewed', reason: '' },
    { path: 'src/checkout/pay.ts', state: 'not-reviewed', reason: 'the model did not answer in 120 s' },
    { path: 'package-lock.json', state: 'excluded', reason: 'lock file' },
    { path: 'docs/PAYMENT.md', state: 'excluded', reason: 'prose: by rules only' },
  ],
  prompts: ['aabbccddeeff review-chunk@1', '001122334455 probe@2/missing-await'],
  problems: [],
};

export function reviewErrand(number = 412, repository = 'acme/web-shop'): Errand {
  return {
    kind: 'review',
    installation: 7,
    pull: { repository, number },
    head: sampleRecord.head,
    isForced: false,
  };
}

export const sampleJob: JobDetail = {
  id: '0192f3c4-7a55-7c3e-9b1a-3f6f3a1d0001',
  errand: reviewErrand(),
  state: 'posted',
  attempt: 1,
  acceptedAt: sampleNow - 20 * minute,
  startedAt: sampleNow - 19 * minute,
  endedAt: sampleNow - 17.8 * minute,
  worker: 'reviewer-1/4021',
  progress: undefined,
  problem: undefined,
  verdict: 'findings',
  deliveries: [
    {
      id: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      event: 'pull_request.synchronize',
      at: sampleNow - 20 * minute,
      end: 'posted',
    },
  ],
  record: sampleRecord,
};

/** A job of another state, as it would look. */
export function jobIn(state: JobState, index = 0): JobDetail {
  const at = sampleNow - (index + 1) * 7 * minute;
  const isDone = !['waiting', 'active', 'again'].includes(state);
  const isTaken = state !== 'waiting';
  return {
    ...sampleJob,
    id: `0192f3c4-7a55-7c3e-9b1a-${String(index).padStart(12, '0')}`,
    errand: index % 5 === 4 ? commandErrand(index) : reviewErrand(400 + index),
    state,
    attempt: state === 'dead' ? 5 : state === 'again' ? 2 : isTaken ? 1 : 0,
    acceptedAt: at,
    startedAt: isTaken ? at + 4000 : undefined,
    endedAt: isDone ? at + 76_000 : undefined,
    worker: isTaken ? 'reviewer-1/4021' : undefined,
    progress: state === 'active' ? '3 of 9 files' : undefined,
    problem:
      state === 'dead' || state === 'again'
        ? { code: 'model-timeout', what: 'The model did not answer within 120 s.' }
        : undefined,
    verdict: state === 'posted' ? (['findings', 'clean', 'incomplete'] as const)[index % 3] : undefined,
    record: state === 'posted' ? sampleRecord : undefined,
  };
}

function commandErrand(index: number): Errand {
  return {
    kind: 'command',
    installation: 7,
    pull: { repository: 'acme/api', number: 90 + index },
    command: { name: 'explain', rule: 'no-loose-equality' },
    by: 'olga',
    comment: { id: 5, kind: 'conversation' },
  };
}

const states: readonly JobState[] = [
  ...(['active', 'waiting', 'waiting', 'again', 'posted', 'posted', 'dead', 'posted'] as const),
  ...(['superseded', 'posted', 'ignored', 'duplicate', 'dead'] as const),
];

export const sampleJobs: readonly JobDetail[] = [
  sampleJob,
  ...Array.from({ length: 130 }, (_, index) => jobIn(states[index] ?? 'posted', index)),
];

export function sampleTrends(days: number): TrendDay[] {
  return Array.from({ length: days }, (_, index) => {
    const date = new Date(sampleNow - (days - 1 - index) * 86_400_000);
    const isWeekend = date.getUTCDay() % 6 === 0;
    const reviews = isWeekend ? index % 3 : 14 + ((index * 7) % 23);
    return {
      day: date.toISOString().slice(0, 10),
      reviews,
      incomplete: index % 6 === 0 ? 2 : 0,
      failed: index === 12 ? 3 : 0,
      findings: reviews * 2,
      dismissed: Math.floor(reviews / 5),
      fixed: Math.floor(reviews / 1.5),
      medianMs: reviews === 0 ? undefined : 40_000 + ((index * 37) % 60) * 1000,
      tokens: reviews * 38_000,
    };
  });
}

/** Records that hold these jobs and whatever else is given. */
export function recordsOf(
  jobs: readonly JobDetail[] = sampleJobs,
  others: Partial<JobRecords> = {},
): JobRecords {
  const count = (...wanted: JobState[]): number => jobs.filter(({ state }) => wanted.includes(state)).length;
  const cut = <Row>(rows: readonly Row[], { offset, limit }: { offset: number; limit: number }) => ({
    rows: rows.slice(offset, offset + limit),
    total: rows.length,
  });
  return {
    overview: async () => ({
      waiting: count('waiting', 'again'),
      active: count('active'),
      dead: count('dead'),
      oldestDueAt: sampleNow - 3 * minute,
      reviews: 37,
      medianMs: 74_000,
      p95Ms: 312_000,
    }),
    repositories: async (page) =>
      cut(
        ['acme/web-shop', 'acme/api', 'acme/billing-worker'].map((repository, index) => ({
          repository,
          pulls: 40 - index * 11,
          reviews: 1203 - index * 400,
          lastAt: sampleNow - index * 95 * minute,
        })),
        page,
      ),
    pulls: async (repository, page) =>
      cut(
        Array.from({ length: 61 }, (_, index) => ({
          pull: { repository, number: 412 - index },
          isPaused: index === 3,
          lastAt: sampleNow - index * 41 * minute,
          lastState: states[index] ?? 'posted',
          verdict: index % 4 === 0 ? undefined : ('findings' as const),
          url: index % 4 === 0 ? undefined : 'https://github.com/acme/web-shop/pull/412',
        })),
        page,
      ),
    jobs: async ({ state, pull }, page) => {
      const found = jobs.filter(
        (job) =>
          (state === undefined || job.state === state) &&
          (pull === undefined || ('pull' in job.errand && job.errand.pull.number === pull.number)),
      );
      return cut(
        found.map(({ deliveries: _, record: __, ...row }) => row),
        page,
      );
    },
    job: async (id) => jobs.find((job) => job.id === id),
    trends: async (days) => sampleTrends(days),
    totals: async () => ({
      verdicts: { clean: 1, findings: 2, incomplete: 3 },
      requested: { clean: 0, findings: 0, incomplete: 0 },
      rules: [],
      models: [],
      deliveries: { posted: 1, superseded: 0, duplicate: 0, ignored: 0, dead: 0, open: 0 },
    }),
    ...others,
  };
}

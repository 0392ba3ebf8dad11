import * as z from 'zod';

/** How what the app remembers is published. Times are milliseconds since 1970; null stands for what is not known. */

const count = z.int().min(0);
const time = z.int().describe('Milliseconds since 1970.');
const ms = z.number().describe('Milliseconds.');
const sha = z.string().describe('Id of a commit.');
const repository = z.string().describe('`owner/name`.');
const ends = ['posted', 'superseded', 'duplicate', 'ignored', 'dead'] as const;
const verdict = z.enum(['clean', 'findings', 'incomplete']);

export const stateSchema = z
  .enum(['waiting', 'active', 'again', ...ends])
  .describe('`again`: a try failed, there will be another. `dead`: given up, until somebody runs it again.');

const pull = z.strictObject({ repository, number: z.int().min(1) });

const installation = z.int().describe('Of the app at this repository.');

const command = z.discriminatedUnion('name', [
  z.strictObject({ name: z.enum(['review', 'tests', 'docs', 'pause', 'resume', 'why', 'help']) }),
  z.strictObject({ name: z.literal('explain'), rule: z.string() }),
  z.strictObject({ name: z.literal('dismiss'), fingerprint: z.string().optional() }),
]);

const errand = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('review'),
      installation,
      pull,
      head: sha.nullable(),
      isForced: z.boolean().describe('Also when this head has its review already.'),
    }),
    z.strictObject({
      kind: z.literal('command'),
      installation,
      pull,
      command,
      by: z.string().describe('Login of who gave it.'),
      comment: z
        .strictObject({ id: z.int(), kind: z.enum(['conversation', 'line']) })
        .nullable()
        .describe('Where it was written. Null for a button.'),
      isRead: z.boolean().describe('Who gave it may, and has seen that it was read.'),
    }),
    z.strictObject({
      kind: z.literal('close'),
      installation,
      pull,
      isGivenUp: z.boolean().describe('It is open, but its review has cost one worker after the other.'),
    }),
    z.strictObject({
      kind: z.literal('installation'),
      installation,
      repositories: z.array(repository).describe('Empty: all of them.'),
      isGone: z.boolean(),
    }),
  ])
  .describe('What a webhook asked for.');

export const overviewSchema = z.strictObject({
  waiting: count,
  active: count,
  dead: count,
  oldestDueAt: time
    .nullable()
    .describe('Since when the one that is due the longest waits. Null: none is due.'),
  reviews: count.describe('Of the last 24 hours.'),
  medianMs: ms.nullable().describe('Of the last 24 hours, from the webhook to the posted review.'),
  p95Ms: ms.nullable(),
});

export const repositorySchema = z.strictObject({ repository, pulls: count, reviews: count, lastAt: time });

export const pullSchema = z.strictObject({
  pull,
  isPaused: z.boolean(),
  lastAt: time,
  lastState: stateSchema,
  verdict: verdict.nullable(),
  url: z.string().nullable().describe('Of the summary of its last review.'),
});

const job = {
  id: z.string(),
  errand,
  state: stateSchema,
  attempt: count,
  acceptedAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  worker: z.string().nullable(),
  progress: z.string().nullable().describe('`3 of 9 files`.'),
  problem: z.strictObject({ code: z.string(), what: z.string() }).nullable(),
  verdict: verdict.nullable(),
};

export const jobSchema = z.strictObject(job);

const record = z
  .strictObject({
    pull,
    head: sha,
    base: sha,
    mergeBase: sha,
    configuration: z.string().describe('Hash of the settings and rules that shaped the review.'),
    verdict,
    isComplete: z.boolean(),
    url: z.string().nullable(),
    isModelAway: z
      .literal(true)
      .optional()
      .describe('Not complete because its model was away. It is made again when the model is back.'),
    findings: z.array(z.strictObject({ rule: z.string(), posted: count, fixed: count, dismissed: count })),
    severities: z.strictObject({ error: count, warning: count, info: count }),
    coverage: z.strictObject({ covered: count, total: count }).nullable().describe('Of added arms.'),
    model: z.string().nullable(),
    quantisation: z.string().nullable(),
    tokens: z.strictObject({ prompt: count, evaluated: count, reply: count }),
    seconds: z.strictObject({ read: z.number(), cut: z.number(), ask: z.number(), total: z.number() }),
    calls: count,
    cacheHits: count,
    changedLines: count,
    files: z.array(z.strictObject({ path: z.string(), state: z.string(), reason: z.string() })),
    prompts: z.array(z.string()).describe('What was asked, one line a piece of the change.'),
    problems: z.array(z.string()),
  })
  .describe('The account of a review: numbers, ids and SHAs; no code.');

export const jobDetailSchema = z.strictObject({
  ...job,
  deliveries: z
    .array(z.strictObject({ id: z.string(), event: z.string(), at: time, end: z.enum(ends).nullable() }))
    .describe('The webhooks that it answers. `end` is null while it is open.'),
  record: record.nullable().describe('Null while there is no review.'),
});

export const trendSchema = z.strictObject({
  day: z.string().describe('`2026-11-22`, in UTC.'),
  reviews: count,
  incomplete: count,
  failed: count,
  findings: count,
  dismissed: count,
  fixed: count,
  medianMs: ms.nullable(),
  tokens: count,
});

/** A part of a list. */
function pageOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({ rows: z.array(row), total: count.describe('Rows of all pages.') });
}

export const repositoryPageSchema = pageOf(repositorySchema);
export const pullPageSchema = pageOf(pullSchema);
export const jobPageSchema = pageOf(jobSchema);
export const trendsSchema = z.strictObject({
  days: z.array(trendSchema).describe('One entry a day, the oldest first, days without anything included.'),
});
export const revivedSchema = z.strictObject({ revived: z.literal(true) });
export const revivedAllSchema = z.strictObject({ revived: count.describe('Jobs that wait again.') });

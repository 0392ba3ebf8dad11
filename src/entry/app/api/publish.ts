import type { Errand } from '../../../review/jobs/errand.ts';
import type { JobDetail, JobRow } from '../../../review/jobs/job-records.ts';
import type { ReviewRecord } from '../../../review/jobs/job-store.ts';

/** The same with null for each value that is undefined: JSON would leave those out. */
export function publish(value: unknown): unknown {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(publish);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, publish(one)]));
}

/** Errands and records were JSON before: what was undefined is not even a key any more. */
export function publishJob<Row extends JobRow>(job: Row): Omit<Row, 'errand'> & { readonly errand: object } {
  return { ...job, errand: publishErrand(job.errand) };
}

export function publishJobDetail(job: JobDetail): object {
  return { ...publishJob(job), record: job.record && publishRecord(job.record) };
}

function publishErrand(errand: Errand): object {
  switch (errand.kind) {
    case 'review':
      return { ...errand, head: errand.head ?? null };
    case 'command':
      return { ...errand, comment: errand.comment ?? null, isRead: errand.isRead ?? false };
    case 'close':
      return { ...errand, isGivenUp: errand.isGivenUp ?? false };
    case 'installation':
      return errand;
  }
}

function publishRecord(record: ReviewRecord): object {
  const { url = null, model = null, quantisation = null, coverage } = record;
  return { ...record, url, model, quantisation, coverage: coverage ?? null };
}

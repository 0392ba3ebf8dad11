import { longestWaitMs } from '../../../report/dashboard/judge-overview.ts';
import type { JobRecords } from '../../../review/jobs/job-records.ts';
import type { NamedCheck, ReadinessCheck } from './create-readiness.ts';

export interface AppChecks {
  readonly records: Pick<JobRecords, 'overview'>;
  /** Of the database: rejects where it does not answer. */
  readonly ping: () => Promise<void>;
  /** Undefined: no model is asked. */
  readonly model: ReadinessCheck | undefined;
  readonly github: ReadinessCheck;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What must work for reviews to come: database, model, GitHub, and somebody who takes the jobs. */
export function appChecks({
  records,
  ping,
  model,
  github,
  now,
}: AppChecks): Readonly<Record<string, NamedCheck>> {
  return {
    database: {
      look: async () => {
        await ping();
        return 'it answers';
      },
      holdsMs: 3_000,
      isForWebhooks: true,
    },
    queue: {
      look: async () => {
        const { waiting, active, dead, oldestDueAt } = await records.overview();
        const jobs = `${waiting} waiting, ${active} active, ${dead} dead`;
        if (oldestDueAt === undefined) return `${jobs}; nothing is due`;
        const waitedMs = now() - oldestDueAt;
        const text = `${jobs}; the oldest is due for ${Math.max(0, Math.round(waitedMs / 1000))} s`;
        if (waitedMs >= longestWaitMs) throw new Error(text);
        return text;
      },
      holdsMs: 3_000,
    },
    github: { look: github, holdsMs: 60_000 },
    ...(model === undefined ? {} : { model: { look: model, holdsMs: 15_000 } }),
  };
}

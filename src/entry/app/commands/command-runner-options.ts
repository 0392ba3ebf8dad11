import type { JobRecords } from '../../../review/jobs/job-records.ts';
import type { UseTally } from '../../../review/jobs/use-tally.ts';
import type { ReviewRunnerOptions } from '../worker/create-review-runner.ts';
import type { PreparedRunner } from './prepared-runner.ts';

/** What commands are carried out with: as reviews, and what only commands need. */
export interface CommandRunnerOptions extends ReviewRunnerOptions {
  readonly records: Pick<JobRecords, 'jobs' | 'job'>;
  /** Where what a command asks a model for is counted; undefined: nowhere. */
  readonly uses?: UseTally | undefined;
  /** In which tests of a pull request may be run; undefined: they may not. */
  readonly prepared: PreparedRunner | undefined;
}

import type { Mirrors } from '../../../git/mirror/create-mirrors.ts';
import type { AppForge } from '../../../review/jobs/app-ports.ts';
import type { JobRecords } from '../../../review/jobs/job-records.ts';
import type { JobStore } from '../../../review/jobs/job-store.ts';
import type { UseTally } from '../../../review/jobs/use-tally.ts';
import type { WorkerBoard } from '../../../review/jobs/worker-board.ts';
import type { Metrics } from '../metrics/create-metrics.ts';
import type { AppConfiguration } from './app-configuration.ts';

/** What a process that takes jobs has opened. */
export interface WorkerParts {
  readonly configuration: AppConfiguration;
  readonly store: JobStore;
  readonly records: JobRecords;
  readonly workers: WorkerBoard;
  readonly uses: UseTally;
  readonly appForge: AppForge;
  readonly mirrors: Mirrors;
  readonly metrics: Metrics;
}

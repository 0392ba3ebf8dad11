import type { JobResult } from '../../../review/jobs/job-result.ts';
import type { CommandJob } from '../worker/create-job-runner.ts';
import type { WorkerParts } from './open-worker.ts';

export function openCommands(_parts: WorkerParts) {
  return async (_job: CommandJob, _signal: AbortSignal): Promise<JobResult> => ({
    kind: 'failed',
    problem: { code: 'internal', what: 'Commands cannot be answered yet.' },
  });
}

import { Hono } from 'hono';
import type { JobRecords } from '../../../review/jobs/job-records.ts';
import type { JobStore } from '../../../review/jobs/job-store.ts';
import type { TokenCheck } from '../operator/create-token-check.ts';

export interface ApiOptions {
  readonly records: JobRecords;
  readonly jobs: Pick<JobStore, 'revive'>;
  readonly operator: TokenCheck;
}

/** `/api/v1/*` and `/api/openapi.json`, and nothing else: to be mounted at `/`. */
export function createApi(_options: ApiOptions): Hono {
  return new Hono();
}

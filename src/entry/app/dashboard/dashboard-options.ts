import type { Log } from '../../../log.ts';
import type { PartLook } from '../../../report/dashboard/judge-overview.ts';
import type { JobRecords } from '../../../review/jobs/job-records.ts';
import type { JobStore, ReviewRecord } from '../../../review/jobs/job-store.ts';
import type { RebuiltPrompt } from '../../../review/rebuild-prompts.ts';
import type { EndedSessions } from '../../../store/ended-sessions.ts';
import type { TokenCheck } from '../operator/create-token-check.ts';

export interface DashboardOptions {
  readonly records: JobRecords;
  readonly jobs: Pick<JobStore, 'revive' | 'reviveAll'>;
  readonly operator: TokenCheck;
  /** The same token: what browsers show instead of it comes from it. */
  readonly operatorToken: string;
  readonly endedSessions: EndedSessions;
  readonly rebuildPrompts: RebuildPrompts;
  /** How what reviews need is, without a long wait; what nobody looks at is left out. */
  readonly looks: () => Promise<readonly PartLook[]>;
  /** Whether browsers of other machines are answered. False: only requests over loopback, to a name of loopback. */
  readonly isPublic: boolean;
  /** Of Galley. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}

/** See rebuild-prompts.ts: `gone` once the mirror has the commits no more. */
export type RebuildPrompts = (
  record: ReviewRecord,
  signal: AbortSignal,
) => Promise<readonly RebuiltPrompt[] | 'gone'>;

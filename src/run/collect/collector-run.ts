import type { Collected } from './collected.ts';
import type { TestMap } from './test-map.ts';
import type { CommandEnd } from './run-command.ts';

/** What a collector brings back. */
export interface CollectorRun extends Pick<Collected, 'format' | 'certainty' | 'notes'> {
  readonly end: CommandEnd;
  /** The report as it goes to disk. */
  readonly report: string;
  /** Undefined: nobody can tell. */
  readonly tests: TestMap | undefined;
}

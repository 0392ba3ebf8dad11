import type { FileHits, ReportFormat } from '../../coverage/report.ts';
import type { ReportFile, ReportSource } from './report-file.ts';

/** What the reports that a user named together say about files that may be wanted, paths as written. */
export interface ReadSource {
  readonly source: ReportSource;
  readonly formats: readonly ReportFormat[];
  readonly found: readonly FoundHits[];
  /** Folders that paths are relative to, as the reports say. */
  readonly roots: readonly string[];
  /** Some of the paths that are named, wanted or not. Empty: no file is named at all. Undefined: it is known to be ours. */
  readonly sample: readonly string[] | undefined;
  /** Wanted files of which it is known already that nothing can be told: why, for people. */
  readonly unusable: ReadonlyMap<string, string>;
  /** What people should know, one sentence each. */
  readonly notes: readonly string[];
}

export interface FoundHits {
  readonly hits: FileHits;
  /** Of several reports the oldest. */
  readonly report: ReportFile;
  /** Why they are of another version of the file, where that is known already. */
  readonly misfit?: string;
  /** From a pack: its path is that of the repository already, and its hash was compared. */
  readonly isPacked?: true;
}

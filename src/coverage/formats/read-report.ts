import type { CoverageReport, ReportFormat } from '../report.ts';
import { readLcov } from './read-lcov.ts';
import type { ReadOptions, ReportBytes } from './report-input.ts';

/** Formats whose hits are read without anything but the report. istanbul's may need source maps, V8's the code itself. */
export type PlainFormat = Exclude<ReportFormat, 'istanbul' | 'v8'>;

const readers: Readonly<
  Partial<Record<PlainFormat, (bytes: ReportBytes, options: ReadOptions) => Promise<CoverageReport>>>
> = {
  lcov: readLcov,
};

/** @throws GalleyError `broken-report` */
export async function readReport(
  format: PlainFormat,
  bytes: ReportBytes,
  options: ReadOptions,
): Promise<CoverageReport> {
  const read = readers[format];
  if (read === undefined) throw new RangeError(`no reader for ${format}`);
  return read(bytes, options);
}

import type { CoverageReport, ReportFormat } from '../report.ts';
import { readCobertura } from './read-cobertura.ts';
import { readCoveragePy } from './read-coverage-py.ts';
import { readGo } from './read-go.ts';
import { readJacoco } from './read-jacoco.ts';
import { readLcov } from './read-lcov.ts';
import { readLlvm } from './read-llvm.ts';
import type { ReadOptions, ReportBytes } from './report-input.ts';

/** Formats whose hits are read without anything but the report. istanbul's may need source maps, V8's the code itself. */
export type PlainFormat = Exclude<ReportFormat, 'istanbul' | 'v8'>;

const readers: Readonly<
  Record<PlainFormat, (bytes: ReportBytes, options: ReadOptions) => Promise<CoverageReport>>
> = {
  lcov: readLcov,
  cobertura: readCobertura,
  'coverage.py': readCoveragePy,
  go: readGo,
  jacoco: readJacoco,
  'llvm-cov': readLlvm,
};

/** @throws GalleyError `broken-report` */
export async function readReport(
  format: PlainFormat,
  bytes: ReportBytes,
  options: ReadOptions,
): Promise<CoverageReport> {
  return readers[format](bytes, options);
}

import type { Settings } from '../../config/schema.ts';
import { GalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { CoveragePorts } from '../../review/coverage-ports.ts';
import type { ChangeSource } from '../../review/ports.ts';
import type { OpenChange } from '../cli/open-change.ts';
import type { Terminal } from '../cli/terminal.ts';
import { keepFiles } from './keep-files.ts';
import { openCoverage } from './open-coverage.ts';

/** The flags of `galley review` that are about coverage. */
export interface CoverageOfReview {
  readonly coverage?: readonly string[];
  readonly baseCoverage?: readonly string[];
  readonly diff?: string;
}

/** Throws GalleyError `invalid-usage` for flags that say nothing together. */
export function checkCoverage({ coverage, baseCoverage, diff }: CoverageOfReview): void {
  if (coverage === undefined && baseCoverage === undefined) return;
  if (coverage === undefined)
    throw new GalleyError('invalid-usage', {
      what: '--base-coverage says nothing without --coverage',
      why: 'What is no longer reached is found by comparing both.',
      todo: 'galley review --coverage coverage/coverage-final.json --base-coverage FILE',
    });
  if (diff === undefined) return;
  throw new GalleyError('invalid-usage', {
    what: "--coverage and --diff can't be used together",
    why: 'A bare diff does not hold the files, so nobody can tell whether the report is about them.',
    todo: 'Review what git knows: galley review --base REF --coverage FILE',
  });
}

/** What a review needs to tell what tests reach: nothing but the source itself where nobody asked. */
export function coverageOf(
  { coverage, baseCoverage = [] }: CoverageOfReview,
  { source, origin, blobs }: OpenChange,
  { maxFileKilobytes }: Settings,
  { env }: Terminal,
  log: Log,
): { readonly source: ChangeSource; readonly coverage: CoveragePorts | undefined } {
  if (coverage === undefined || origin === undefined || blobs === undefined)
    return { source, coverage: undefined };
  const kept = keepFiles(source);
  const ports = openCoverage({
    reports: coverage,
    baseReports: baseCoverage,
    ...{ origin, blobs, kept, env, log },
    maxFileBytes: maxFileKilobytes * 1024,
  });
  return { source: kept.source, coverage: ports };
}

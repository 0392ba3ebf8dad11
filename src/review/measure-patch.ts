import { addTallies } from '../coverage/tally.ts';
import type { Gap, PatchCoverage } from '../coverage/gap.ts';
import { isMeasuredLanguage } from '../coverage/measured-languages.ts';
import type { CoveragePorts } from './coverage-ports.ts';
import { measureFile, type MeasuredSource, type PatchFile } from './measure-file.ts';

export type { MeasuredSource, PatchFile } from './measure-file.ts';

/** What tests reach of a Change, and what that was found with. */
export interface MeasuredPatch {
  readonly coverage: PatchCoverage;
  /** One entry for each of `coverage.files`, in the same order. */
  readonly files: readonly MeasuredSource[];
  /** Arms that are not taken because code that `coverage.gaps` tell about does not run: for whoever writes tests. */
  readonly implied: readonly Gap[];
  /** What people should know about the reports, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * What the change adds to these files and no test reaches. Those in a language that is not measured, and of which no report
 * speaks, are left out.
 *
 * @param files changed files that hold code, as far as policy knows: no tests, nothing that is excluded
 * @throws GalleyError when a report cannot be used
 */
export async function measurePatch(
  files: readonly PatchFile[],
  ports: CoveragePorts,
  signal: AbortSignal,
): Promise<MeasuredPatch> {
  const data = await ports.hits.read(
    files.map(({ file }) => file.path),
    signal,
  );
  const measured: Awaited<ReturnType<typeof measureFile>>[] = [];
  for (const one of files) {
    signal.throwIfAborted();
    const { path } = one.file;
    if (data.files.has(path) || data.unusable.has(path) || isMeasuredLanguage(path))
      measured.push(await measureFile(one, data, ports));
  }
  const sums = measured.map(({ coverage }) => coverage);
  return {
    coverage: {
      sources: data.sources,
      files: sums,
      statements: addTallies(sums.map(({ statements }) => statements)),
      functions: addTallies(sums.map(({ functions }) => functions)),
      branches: addTallies(sums.map(({ branches }) => branches)),
      gaps: measured.flatMap(({ gaps }) => gaps),
      lost: [],
    },
    files: measured.map(({ source }) => source),
    implied: measured.flatMap(({ implied }) => implied),
    notes: data.notes,
  };
}

import { addTallies } from '../coverage/tally.ts';
import { findLost } from '../coverage/find-lost.ts';
import type { Gap, LostLines, PatchCoverage } from '../coverage/gap.ts';
import { isMeasuredLanguage } from '../coverage/measured-languages.ts';
import type { CodeText, CoverageData, CoveragePorts } from './coverage-ports.ts';
import {
  measureFile,
  shownLines,
  type MeasuredFile,
  type MeasuredSource,
  type PatchFile,
} from './measure-file.ts';

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
  const { data, measured } = await measureFiles(files, ports, signal);
  const sums = measured.map(({ coverage }) => coverage);
  return {
    coverage: {
      sources: data.sources,
      files: sums,
      statements: addTallies(sums.map(({ statements }) => statements)),
      functions: addTallies(sums.map(({ functions }) => functions)),
      branches: addTallies(sums.map(({ branches }) => branches)),
      gaps: measured.flatMap(({ gaps }) => gaps),
      lost: await findAllLost(measured, ports, signal),
    },
    files: measured.map(({ source }) => source),
    implied: measured.flatMap(({ implied }) => implied),
    notes: data.notes,
  };
}

/** Code is read while the reports are. */
async function measureFiles(
  files: readonly PatchFile[],
  ports: CoveragePorts,
  signal: AbortSignal,
): Promise<{ readonly data: CoverageData; readonly measured: readonly MeasuredFile[] }> {
  const { code, hits } = ports;
  code.expect?.(textsToRead(files));
  try {
    const paths = files.map(({ file }) => file.path);
    const data = await hits.read(paths, signal);
    const measured: MeasuredFile[] = [];
    for (const one of files) {
      signal.throwIfAborted();
      const { path } = one.file;
      if (data.files.has(path) || data.unusable.has(path) || isMeasuredLanguage(path))
        measured.push(await measureFile(one, data, ports));
    }
    return { data, measured };
  } finally {
    code.close?.();
  }
}

/** What is read in any case, unless no report speaks of a file that one could speak of. */
function textsToRead(files: readonly PatchFile[]): CodeText[] {
  return files.flatMap(({ file, text }) =>
    text === undefined || !isMeasuredLanguage(file.path)
      ? []
      : [{ path: file.path, text, lines: shownLines(file) }],
  );
}

/** Of the same files, with reports of the base. */
async function findAllLost(
  measured: readonly MeasuredFile[],
  { baseHits }: CoveragePorts,
  signal: AbortSignal,
): Promise<LostLines[]> {
  if (baseHits === undefined) return [];
  const paths = measured.flatMap(({ source: { file } }) => file.basePath ?? []);
  const { files: base } = await baseHits.read(paths, signal);
  return measured.flatMap(({ source: { file, hits } }) => {
    const before = base.get(file.basePath ?? '');
    return hits === undefined || before === undefined ? [] : findLost(file, before, hits);
  });
}

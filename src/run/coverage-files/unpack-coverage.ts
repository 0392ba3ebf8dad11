import { readPack } from '../../coverage/formats/read-pack.ts';
import type { ReadOptions, ReportBytes } from '../../coverage/formats/report-input.ts';
import { hashText, type CoveragePack } from '../../coverage/pack.ts';
import { GalleyError } from '../../errors.ts';
import type { CoverageFilesOptions } from './coverage-files-options.ts';
import type { FoundHits } from './found-hits.ts';
import type { ReportFile } from './report-file.ts';

export interface Unpacked extends Pick<CoveragePack, 'formats' | 'notes'> {
  readonly found: readonly FoundHits[];
  /** Wanted files of which the pack says nothing that could be used: why, for people. */
  readonly unusable: ReadonlyMap<string, string>;
}

/**
 * Reads a pack and checks that it belongs to the head tree: the commit, where there is one, and the hash of each file.
 *
 * @throws GalleyError `stale-report` for another commit; `broken-report`
 */
export async function unpackCoverage(
  bytes: ReportBytes,
  report: ReportFile,
  paths: readonly string[],
  { headCommit, readHead }: CoverageFilesOptions,
): Promise<Unpacked> {
  const wanted = new Set(paths);
  const options: ReadOptions = { name: report.name, wants: (path) => wanted.has(path) };
  const pack = await readPack(bytes, options);
  if (headCommit !== undefined && pack.headCommit !== headCommit) {
    throw new GalleyError('stale-report', {
      what: `The coverage in ${report.name} is of another commit`,
      why: `it was packed for ${pack.headCommit.slice(0, 12)}, this is ${headCommit.slice(0, 12)}`,
      todo: 'run the tests and galley coverage pack on this commit',
    });
  }
  const unusable = new Map([...pack.unusable].filter(([path]) => wanted.has(path)));
  const found: FoundHits[] = [];
  const notLoaded = new Set(pack.notLoaded);
  for (const path of paths) {
    const file = pack.files.get(path);
    if (file !== undefined) {
      const text = await readHead(path);
      const fits = text !== undefined && hashText(text) === file.sha256;
      const misfit = fits ? {} : { misfit: 'the file has another hash' };
      found.push({ hits: file.hits, report, isPacked: true, ...misfit });
    } else if (!notLoaded.has(path) && !unusable.has(path)) {
      unusable.set(path, `${report.name} was packed without it`);
    }
  }
  return { found, unusable, formats: pack.formats, notes: pack.notes };
}

import { detectFormat } from '../../coverage/formats/detect-format.ts';
import { readIstanbul } from '../../coverage/formats/read-istanbul.ts';
import { readReport } from '../../coverage/formats/read-report.ts';
import { readV8 } from '../../coverage/formats/read-v8.ts';
import { brokenReport, limitBytes, type ReadOptions } from '../../coverage/formats/report-input.ts';
import { mapPaths, mayMean } from '../../coverage/map-paths.ts';
import type { ReportFormat } from '../../coverage/report.ts';
import { collectIstanbul } from './collect-istanbul.ts';
import { collectV8 } from './collect-v8.ts';
import type { CoverageFilesOptions } from './coverage-files-options.ts';
import type { FoundHits, ReadSource } from './found-hits.ts';
import { unpackCoverage } from './unpack-coverage.ts';
import { readBytes, type ReportFile, type ReportSource } from './report-file.ts';

/** Paths that are kept to see whether a report is about this repository. */
const sampleSize = 40;

/** @throws GalleyError `unreadable-report`, `broken-report`, `stale-report`, `interrupted` */
export async function readSource(
  source: ReportSource,
  paths: readonly string[],
  context: CoverageFilesOptions,
  signal: AbortSignal,
): Promise<ReadSource> {
  const sample = new Set<string>();
  const mayBeWanted = mayMean(paths);
  const wants = (path: string): boolean => {
    if (sample.size < sampleSize && !path.includes('node_modules')) sample.add(path);
    return mayBeWanted(path);
  };
  const istanbul = collectIstanbul();
  const v8 = collectV8();
  const formats = new Set<ReportFormat>();
  const found: FoundHits[] = [];
  const roots = new Set<string>();
  const unusable = new Map<string, string>();
  const notes: string[] = [];
  let hasPack = false;
  for (const report of source.files) {
    const options: ReadOptions = { name: report.name, wants };
    const format = await formatOf(report, signal);
    context.log.debug('reading coverage', { report: report.name, format });
    const bytes = limitBytes(readBytes(report, signal), report.name);
    if (format === 'pack') {
      const packed = await unpackCoverage(bytes, report, paths, context);
      found.push(...packed.found);
      for (const [path, why] of packed.unusable) unusable.set(path, why);
      for (const one of packed.formats) formats.add(one);
      notes.push(...packed.notes);
      hasPack = true;
      continue;
    }
    formats.add(format);
    if (format === 'istanbul') {
      for await (const file of readIstanbul(bytes, options)) istanbul.add(file, report);
    } else if (format === 'v8') {
      v8.add(await readV8(bytes, options), report);
    } else {
      const read = await readReport(format, bytes, options);
      for (const root of read.roots) roots.add(root);
      found.push(...read.files.map((hits) => ({ hits, report })));
    }
  }
  const remapped = await istanbul.finish();
  const ranges = await v8.finish(textReader(v8.paths(), source, paths, context));
  return {
    source,
    formats: [...formats],
    found: [...found, ...remapped.found, ...ranges],
    roots: [...roots],
    sample: hasPack ? undefined : [...sample],
    unusable,
    notes: [...notes, ...remapped.notes],
  };
}

/** Gives the code of the head tree by a path as written, where that is a file that is wanted. */
function textReader(
  written: readonly string[],
  source: ReportSource,
  paths: readonly string[],
  context: CoverageFilesOptions,
): (path: string) => Promise<string | undefined> {
  const { found } = mapPaths(written, { ...context, bases: [source.folder], wanted: paths });
  return async (one) => {
    const path = found.get(one);
    return path === undefined ? undefined : context.readHead(path);
  };
}

/** Enough of the start to tell what a report is. */
const startBytes = 16_384;

async function formatOf(file: ReportFile, signal: AbortSignal): Promise<ReportFormat | 'pack'> {
  for await (const piece of readBytes(file, signal)) {
    const format = detectFormat(new TextDecoder().decode(piece.subarray(0, startBytes)));
    if (format === undefined) throw brokenReport(file.name, '', 'it is of no format that is known');
    return format;
  }
  throw brokenReport(file.name, '', 'it is empty');
}

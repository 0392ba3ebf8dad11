import { relative, sep } from 'node:path';
import { misfit } from '../../coverage/formats/fits-text.ts';
import { mergeHits } from '../../coverage/formats/merge-hits.ts';
import { mapPaths } from '../../coverage/map-paths.ts';
import type { FileHits, ReportFormat } from '../../coverage/report.ts';
import type { CoverageData } from '../../review/coverage-ports.ts';
import type { CoverageFilesOptions } from './coverage-files-options.ts';
import { readGoModules } from './go-modules.ts';
import { checkAboutUs } from './check-about-us.ts';
import type { FoundHits, ReadSource } from './found-hits.ts';

/**
 * Brings what was read to the files of the head tree. Hits of another version of a file are refused, and so are those that
 * may belong to several files.
 */
export async function chooseHits(
  sources: readonly ReadSource[],
  paths: readonly string[],
  options: CoverageFilesOptions,
): Promise<CoverageData> {
  const byFile = new Map<string, FileHits[]>();
  const unusable = new Map<string, string>();
  const notes: string[] = [];
  for (const source of sources) {
    notes.push(...source.notes, ...notesOf(source));
    for (const [path, why] of source.unusable) unusable.set(path, why);
    const bases = basesOf(source, options.root);
    const { found, ambiguous } = mapPaths(
      source.found.map(({ hits }) => hits.path),
      {
        ...options,
        bases,
        wanted: paths,
        prefixes: source.formats.includes('go') ? await readGoModules(options) : [],
      },
    );
    if (found.size + ambiguous.size === 0) await checkAboutUs(source, bases, options);
    for (const [path, written] of ambiguous) {
      unusable.set(path, `${source.source.name} may mean it by ${written.slice(0, 3).join(', ')}`);
    }
    for (const one of source.found) {
      const path = one.isPacked === true ? one.hits.path : found.get(one.hits.path);
      if (path === undefined) continue;
      const why = await whyStale(one, path, options);
      if (why === undefined) byFile.set(path, [...(byFile.get(path) ?? []), { ...one.hits, path }]);
      else unusable.set(path, `${one.report.name} was written for another version: ${why}`);
    }
    if (source.sample?.length === 0) for (const path of paths) unusable.set(path, emptyReason(source));
  }
  const files = new Map<string, FileHits>();
  for (const [path, all] of byFile) {
    const { hits, leftOut } = mergeHits(all);
    files.set(path, hits);
    unusable.delete(path);
    if (leftOut) {
      notes.push(`${path} was measured in several versions, whose hits cannot be added: one of them counts.`);
    }
  }
  return {
    files,
    unusable,
    sources: sources.map(titleOf),
    formats: [...new Set(sources.flatMap(({ formats }): readonly ReportFormat[] => formats))],
    notes,
  };
}

/** Where relative paths of a report may start: where it says, then the folders around it, up to the root. */
function basesOf({ roots, source }: ReadSource, root: string): string[] {
  const way = relative(root, source.folder).split(sep);
  if (way[0] === '..' || way[0] === '') return [...roots];
  return [...roots, ...way.map((_, index) => way.slice(0, way.length - index).join('/'))];
}

async function whyStale(
  { hits, report, misfit: known, isPacked }: FoundHits,
  path: string,
  { readHead, modifiedAt }: CoverageFilesOptions,
): Promise<string | undefined> {
  const text = await readHead(path);
  if (text === undefined) return 'the file is not there any more';
  if (known !== undefined) return known;
  const changedAt = isPacked === true ? undefined : await modifiedAt?.(path);
  if (changedAt !== undefined && changedAt > report.modifiedAt) return 'the file has changed since';
  return misfit(hits, text);
}

function titleOf({ source, formats }: ReadSource): string {
  return `${source.name} (${formats.join(', ')})`;
}

function notesOf({ source, found }: ReadSource): string[] {
  if (!found.some(({ hits }) => hits.certainty === 'low')) return [];
  return [
    `${source.name} was made from V8's ranges, which know no else that is not there, and whole lines only: it may call code covered that is not.`,
  ];
}

function emptyReason({ source, formats }: ReadSource): string {
  const advice = formats.includes('istanbul')
    ? ': no test loaded any code, or the tool could not measure it, as nyc cannot measure native ES modules'
    : '';
  return `${source.name} names no file at all${advice}`;
}

import { createHash } from 'node:crypto';
import { reportFormats, type FileHits, type ReportFormat } from './report.ts';
import { foldHits } from './pack-hits.ts';

/** What one job found out about coverage, for another one to use. */
export interface CoveragePack {
  /** The commit whose tree was measured, in full. */
  readonly headCommit: string;
  /** For people: where the hits came from. */
  readonly sources: readonly string[];
  readonly formats: readonly ReportFormat[];
  readonly notes: readonly string[];
  /** By path from the root. */
  readonly files: ReadonlyMap<string, PackedFile>;
  /** Files that no test loads. Of a file that stands neither here nor above nor below, the pack says nothing. */
  readonly notLoaded: readonly string[];
  /** Files whose hits were of no use: why, for people. */
  readonly unusable: ReadonlyMap<string, string>;
}

export interface PackedFile {
  /** Of the text that was measured: see {@link hashText}. */
  readonly sha256: string;
  readonly hits: FileHits;
}

/** The first key of a pack, by which it is known, and the version of its form. */
export const packKey = 'galleyCoverage';
export const packVersion = 1;

/** One JSON text. What tells whether it fits comes first, so that a reader knows before it reads hits. */
export function writePack(pack: CoveragePack): string {
  const files = [...pack.files].map(([path, { sha256, hits }]) => [path, { sha256, ...foldHits(hits) }]);
  return `${JSON.stringify({
    [packKey]: packVersion,
    headCommit: pack.headCommit,
    sources: pack.sources,
    formats: reportFormats.filter((format) => pack.formats.includes(format)),
    notes: pack.notes,
    notLoaded: pack.notLoaded,
    unusable: Object.fromEntries(pack.unusable),
    files: Object.fromEntries(files) as unknown,
  })}\n`;
}

/** SHA-256 of a text in UTF-8, in hex. Ends of lines count as line feeds, which is how git stores them. */
export function hashText(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

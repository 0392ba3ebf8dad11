import { hashText, writePack, type PackedFile } from '../../coverage/pack.ts';
import type { CoverageSource } from '../../review/coverage-ports.ts';

export interface PackRequest {
  /** Reads the reports: see createCoverageSource. */
  readonly source: CoverageSource;
  /** Files of the head tree that the pack shall speak about, from the root. */
  readonly paths: readonly string[];
  /** The commit of the head tree, in full. */
  readonly headCommit: string;
  readonly readHead: (path: string) => Promise<string | undefined>;
  readonly signal: AbortSignal;
}

export interface PackedCoverage {
  /** The content of the file: another job names it with `--coverage`. */
  readonly text: string;
  /** How many files have hits. */
  readonly measured: number;
  readonly notLoaded: number;
  /** Files whose hits are of no use: why, for people. */
  readonly unusable: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/**
 * Puts coverage, the commit it belongs to and the hash of each file that it speaks about into one text, so that a job on
 * another machine, with other paths and times, can tell whether it fits.
 *
 * @throws GalleyError as `source.read` does
 */
export async function packCoverage(request: PackRequest): Promise<PackedCoverage> {
  const { source, paths, headCommit, readHead, signal } = request;
  const { files: hits, unusable, sources, formats, notes } = await source.read(paths, signal);
  const files = new Map<string, PackedFile>();
  for (const [path, one] of hits) {
    const text = await readHead(path);
    if (text !== undefined) files.set(path, { sha256: hashText(text), hits: one });
  }
  const notLoaded = paths.filter((path) => !files.has(path) && !unusable.has(path));
  const text = writePack({ headCommit, sources, formats, notes, files, notLoaded, unusable });
  return { text, measured: files.size, notLoaded: notLoaded.length, unusable, notes };
}

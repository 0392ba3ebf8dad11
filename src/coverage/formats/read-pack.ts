import * as z from 'zod';
import { cleanPath } from '../clean-path.ts';
import { packKey, packVersion, type CoveragePack, type PackedFile } from '../pack.ts';
import { foldedSchema, unfoldHits } from '../pack-hits.ts';
import { reportFormats } from '../report.ts';
import { parsePart } from './parse-part.ts';
import { brokenReport, reportLimits, type ReadOptions, type ReportBytes } from './report-input.ts';
import { scanJson, type Choice, type JsonPath } from './scan-json.ts';

const words = z.array(z.string().max(2000)).max(10_000);

const headSchema = z.object({
  [packKey]: z.literal(packVersion),
  headCommit: z.string().regex(/^[0-9a-f]{40,64}$/),
  sources: words,
  formats: z.array(z.enum(reportFormats)),
  notes: words,
  notLoaded: z.array(z.string()).max(1_000_000),
  unusable: z.record(z.string(), z.string().max(2000)),
});

const fileSchema = foldedSchema.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * Reads what `galley coverage pack` wrote. Hits only of files that are wanted.
 *
 * @throws GalleyError `broken-report` for what it did not write, such as a path that leaves the repository
 */
export async function readPack(bytes: ReportBytes, { name, wants }: ReadOptions): Promise<CoveragePack> {
  /** Everything but the files, as text. */
  const head = new Map<string, string>();
  const files = new Map<string, PackedFile>();
  const choose = (path: JsonPath): Choice => {
    if (path.length === 0) return 'enter';
    if (path.length === 1) return path[0] === 'files' ? 'enter' : 'keep';
    return wants(String(path[1])) ? 'keep' : 'skip';
  };
  for await (const { path, text } of scanJson(bytes, name, choose)) {
    const key = String(path.at(-1));
    if (path.length === 1) {
      head.set(key, text);
      continue;
    }
    const { sha256, ...folded } = parsePart(fileSchema, text, name, key);
    files.set(checkPath(key, name), { sha256, hits: unfoldHits(key, folded) });
    if (files.size > reportLimits.files) {
      throw brokenReport(name, key, 'it speaks about more files than are read');
    }
  }
  const members = [...head].map(([key, text]) => `${JSON.stringify(key)}:${text}`);
  const {
    [packKey]: _version,
    unusable,
    notLoaded,
    ...others
  } = parsePart(headSchema, `{${members.join(',')}}`, name, 'head');
  for (const path of notLoaded) checkPath(path, name);
  return { ...others, notLoaded, unusable: new Map(Object.entries(unusable)), files };
}

/** Paths in a pack are those of the repository, in their shortest form. */
function checkPath(path: string, name: string): string {
  const clean = cleanPath(path);
  if (clean?.kind === 'relative' && clean.parts.join('/') === path) return path;
  throw brokenReport(name, path, 'this is no path of a file in a repository');
}

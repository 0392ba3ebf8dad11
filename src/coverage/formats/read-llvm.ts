import * as z from 'zod';
import type { BranchHits, CoverageReport, FileHits, StatementHits } from '../report.ts';
import { parsePart } from './parse-part.ts';
import { brokenReport, reportLimits, type ReadOptions, type ReportBytes } from './report-input.ts';
import { scanJson, type Choice, type JsonPath } from './scan-json.ts';

const number = z.number().min(0);
/** Line, column, count, has a count, begins a region, is a gap between two. The last came later. */
const segment = z.tuple([number, number, number, z.boolean(), z.boolean()]).rest(z.boolean());
/** From line and column to line and column, count of true, count of false, and more that is not needed. */
const branch = z.tuple([number, number, number, number, number, number]).rest(z.unknown());

const fileSchema = z.object({
  filename: z.string().min(1),
  segments: z.array(segment).max(reportLimits.items),
  branches: z.array(branch).max(reportLimits.items).optional(),
});

type Segment = z.infer<typeof segment>;

/**
 * Reads the JSON of `llvm-cov export`, as clang and rustc measure. What counts are runs of code with one count, which
 * LLVM calls segments; a run without hits goes on until something else is known. Columns are bytes.
 *
 * @throws GalleyError `broken-report`, naming the file and the place in it
 */
export async function readLlvm(bytes: ReportBytes, options: ReadOptions): Promise<CoverageReport> {
  const files: FileHits[] = [];
  let hasData = false;
  const choose = (path: JsonPath): Choice => {
    const [top, , list] = path;
    if (path.length === 0) return 'enter';
    if (top !== 'data') return 'skip';
    hasData = true;
    if (path.length <= 2) return 'enter';
    if (list !== 'files') return 'skip';
    return path.length === 3 ? 'enter' : 'keep';
  };
  for await (const { path, text } of scanJson(bytes, options.name, choose)) {
    // The name stands behind much else of its file, which is not worth taking apart before.
    const written = /"filename"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
    if (written !== undefined && !options.wants(String(JSON.parse(written)))) continue;
    const file = parsePart(fileSchema, text, options.name, path.join(' > '));
    if (!options.wants(file.filename)) continue;
    if (files.length >= reportLimits.files) {
      throw brokenReport(options.name, file.filename, 'it speaks about more files than are read');
    }
    files.push(hitsOf(file));
  }
  if (!hasData) throw brokenReport(options.name, '', 'it is no report of llvm-cov: it has no data');
  return { format: 'llvm-cov', files, roots: [] };
}

function hitsOf({ filename, segments, branches = [] }: z.infer<typeof fileSchema>): FileHits {
  return {
    path: filename,
    unit: 'block',
    statements: runsOf(segments),
    functions: [],
    branches: branches.flatMap(([startLine, startColumn, endLine, endColumn, yes, no]): BranchHits[] => {
      if (startLine < 1) return [];
      const place = {
        startLine,
        startColumn: Math.max(0, startColumn - 1),
        endLine,
        endColumn: Math.max(0, endColumn - 1),
      };
      return [
        {
          kind: 'line',
          place,
          arms: [
            { place: undefined, hits: yes, name: 'true' },
            { place: undefined, hits: no, name: 'false' },
          ],
        },
      ];
    }),
    certainty: 'high',
  };
}

/** A segment lasts until the next one begins. Neighbours without hits are one run, gaps between them included. */
function runsOf(segments: readonly Segment[]): StatementHits[] {
  const runs: StatementHits[] = [];
  let isOpen = false;
  for (const [index, [line, column, count, hasCount, , isGap = false]] of segments.entries()) {
    const next = segments[index + 1];
    if (!hasCount) isOpen = false;
    if (next === undefined || !hasCount || line < 1) continue;
    const end = { endLine: Math.max(line, next[0]), endColumn: Math.max(0, next[1] - 1) };
    const last = runs.at(-1);
    if (isOpen && count === 0 && last !== undefined) {
      runs[runs.length - 1] = { place: { ...last.place, ...end }, hits: 0 };
      continue;
    }
    if (isGap) continue;
    runs.push({ place: { startLine: line, startColumn: Math.max(0, column - 1), ...end }, hits: count });
    isOpen = count === 0;
  }
  return runs;
}

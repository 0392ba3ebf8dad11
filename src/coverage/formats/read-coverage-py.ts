import * as z from 'zod';
import type { ArmHits, BranchHits, CoverageReport, FileHits, FunctionHits } from '../report.ts';
import { wholeLines } from './line-place.ts';
import { parsePart } from './parse-part.ts';
import { brokenReport, reportLimits, type ReadOptions, type ReportBytes } from './report-input.ts';
import { scanJson, type Choice, type JsonPath } from './scan-json.ts';

const lines = z.array(z.int()).max(reportLimits.items);
const arcs = z.array(z.tuple([z.int(), z.int()])).max(reportLimits.items);

const region = z.object({
  executed_lines: lines,
  missing_lines: lines,
  /** Only with branch coverage. */
  executed_branches: arcs.optional(),
  missing_branches: arcs.optional(),
  start_line: z.int().optional(),
});

const fileSchema = region.extend({
  /** From coverage.py 7.6 on, by full name; the empty name is what stands outside of functions. */
  functions: z.record(z.string(), region).optional(),
});

type Region = z.infer<typeof region>;

/**
 * Reads coverage.py's JSON. It knows no counts: 1 stands for reached. Arms are where a line leads to; a line below 1 is
 * the way out of the function or module.
 *
 * @throws GalleyError `broken-report`, naming the file and the place in it
 */
export async function readCoveragePy(bytes: ReportBytes, options: ReadOptions): Promise<CoverageReport> {
  const files: FileHits[] = [];
  let hasFiles = false;
  const choose = (path: JsonPath): Choice => {
    if (path[0] === 'files') hasFiles = true;
    if (path.length < 2) return path.length === 0 || path[0] === 'files' ? 'enter' : 'skip';
    return options.wants(String(path[1])) ? 'keep' : 'skip';
  };
  for await (const { path, text } of scanJson(bytes, options.name, choose)) {
    const key = String(path[1]);
    if (files.length >= reportLimits.files) {
      throw brokenReport(options.name, key, 'it speaks about more files than are read');
    }
    files.push(hitsOf(key, parsePart(fileSchema, text, options.name, key)));
  }
  if (!hasFiles) throw brokenReport(options.name, '', 'it is no report of coverage.py: it has no files');
  return { format: 'coverage.py', files, roots: [] };
}

function hitsOf(path: string, file: z.infer<typeof fileSchema>): FileHits {
  const statements = [
    ...file.executed_lines.map((line) => ({ place: wholeLines(line), hits: 1 })),
    ...file.missing_lines.map((line) => ({ place: wholeLines(line), hits: 0 })),
  ];
  return {
    path,
    unit: 'line',
    statements: statements
      .filter(({ place }) => place.startLine > 0)
      .sort((a, b) => a.place.startLine - b.place.startLine),
    functions: Object.entries(file.functions ?? {}).flatMap(([name, one]) => functionOf(name, one)),
    branches: branchesOf(file),
    certainty: 'high',
  };
}

/** Its lines are those of its body: the line of its `def` belongs to what stands around it. */
function functionOf(fullName: string, one: Region): FunctionHits[] {
  const all = [...one.executed_lines, ...one.missing_lines].filter((line) => line > 0);
  if (fullName === '' || all.length === 0) return [];
  const first = all.reduce((a, b) => Math.min(a, b));
  const last = all.reduce((a, b) => Math.max(a, b));
  const start = Math.min(first, Math.max(1, one.start_line ?? first));
  return [
    {
      name: fullName,
      declaration: wholeLines(start),
      body: wholeLines(start, last),
      hits: Math.min(1, one.executed_lines.length),
    },
  ];
}

function branchesOf({ executed_branches = [], missing_branches = [] }: Region): BranchHits[] {
  const byLine = new Map<number, [to: number, hits: number][]>();
  const take = (all: readonly (readonly [number, number])[], hits: number): void => {
    for (const [from, to] of all) {
      if (from > 0) byLine.set(from, [...(byLine.get(from) ?? []), [to, hits]]);
    }
  };
  take(executed_branches, 1);
  take(missing_branches, 0);
  return [...byLine]
    .sort(([a], [b]) => a - b)
    .map(([line, targets]) => ({
      kind: 'line',
      place: wholeLines(line),
      arms: targets
        .sort(([a], [b]) => (a <= 0 ? 1 : 0) - (b <= 0 ? 1 : 0) || a - b)
        .map(([to, hits]): ArmHits => ({ place: undefined, hits, name: to <= 0 ? 'exit' : `to line ${to}` })),
    }));
}

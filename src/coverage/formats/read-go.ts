import type { CoverageReport, FileHits, Place, StatementHits } from '../report.ts';
import { collectByPath } from './line-hits.ts';
import { brokenReport, reportLimits, type ReadOptions, type ReportBytes } from './report-input.ts';
import { cutText } from './report-lines.ts';

/** `example.com/cart/cart.go:12.31,14.2 1 3`: from line.column to line.column, statements, count. */
const blockPattern = /^(.+):(\d{1,9})\.(\d{1,9}),(\d{1,9})\.(\d{1,9}) (\d{1,9}) (\d{1,15})$/;

/**
 * Reads the profiles of `go test -coverprofile`. What counts are blocks; there are no branches. Paths start from the name
 * of a package. A block that is told about several times, once for each test binary, is one. Columns are bytes.
 *
 * A text that is cut between two lines cannot be told from a shorter one.
 *
 * @throws GalleyError `broken-report`, naming the line
 */
export async function readGo(bytes: ReportBytes, options: ReadOptions): Promise<CoverageReport> {
  const files = collectByPath(createBlocks);
  let mode: string | undefined;
  let line = 0;
  let endsLine = false;
  const fail = (why: string): never => {
    throw brokenReport(options.name, `line ${line}`, why);
  };
  for await (const text of cutText(bytes, options.name, '\n')) {
    // A number that was cut is a number still.
    endsLine = text.endsWith('\n');
    for (const raw of text.split('\n')) {
      line += raw === '' ? 0 : 1;
      const entry = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      const heading = /^mode: (set|count|atomic)$/.exec(entry);
      // Profiles are often put one behind the other.
      if (heading !== null) mode = heading[1];
      else if (entry !== '') {
        if (mode === undefined) fail('it does not begin with a mode');
        const colon = entry.lastIndexOf(':');
        if (colon < 0) fail('this is no block of a profile');
        if (!options.wants(entry.slice(0, colon))) continue;
        const parts = blockPattern.exec(entry);
        if (parts === null) fail('this is no block of a profile');
        else if (!files.of(parts[1] ?? '').take(parts, mode === 'set')) {
          fail('it says more about one file than is read');
        }
        if (files.size() > reportLimits.files) fail('it speaks about more files than are read');
      }
    }
  }
  if (!endsLine) fail('it ends within a line: it was cut, or is still being written');
  return { format: 'go', files: files.all().map((one) => one.hits()), roots: [] };
}

interface Blocks {
  /** False: it says more than is read. */
  take(parts: RegExpExecArray, isSet: boolean): boolean;
  hits(): FileHits;
}

function createBlocks(path: string): Blocks {
  const blocks = new Map<string, StatementHits>();
  return {
    take: (parts, isSet) => {
      const [startLine, startColumn, endLine, endColumn, statements, count] = parts.slice(2).map(Number);
      const place = placeOf(startLine, startColumn, endLine, endColumn);
      // An empty block holds nothing that could be reached.
      if (place === undefined || statements === 0) return true;
      const key = parts.slice(2, 6).join(' ');
      const before = blocks.get(key)?.hits ?? 0;
      blocks.set(key, { place, hits: isSet ? Math.max(before, count ?? 0) : before + (count ?? 0) });
      return blocks.size <= reportLimits.items;
    },
    hits: () => ({
      path,
      unit: 'block',
      statements: [...blocks.values()].sort(
        (a, b) =>
          a.place.startLine - b.place.startLine || (a.place.startColumn ?? 0) - (b.place.startColumn ?? 0),
      ),
      functions: [],
      branches: [],
      certainty: 'high',
    }),
  };
}

function placeOf(startLine = 0, startColumn = 0, endLine = 0, endColumn = 0): Place | undefined {
  if (startLine < 1 || endLine < startLine) return undefined;
  return {
    startLine,
    startColumn: Math.max(0, startColumn - 1),
    endLine,
    endColumn: Math.max(0, endColumn - 1),
  };
}

import type { CoverageReport } from '../report.ts';
import { createLcovFile, type LcovFile } from './lcov-file.ts';
import { brokenReport, reportLimits, type ReadOptions, type ReportBytes } from './report-input.ts';
import { cutText } from './report-lines.ts';

const endOfRecord = 'end_of_record';

/**
 * Reads lcov's tracefiles: of lcov 1 and 2, istanbul, c8, node:test, coverage.py, cargo llvm-cov and others.
 *
 * A file that is told about several times, once per test, is one file: its hits add up. A text that is cut between two
 * records cannot be told from a shorter one.
 *
 * @throws GalleyError `broken-report`, naming the record and its line
 */
export async function readLcov(bytes: ReportBytes, options: ReadOptions): Promise<CoverageReport> {
  const files = new Map<string, LcovFile>();
  /** `undefined`: between records. `skipped`: in the record of a file that nobody wants. */
  let current: LcovFile | 'skipped' | undefined;
  /** Lines since the record began: those of records that nobody wants are not counted one by one. */
  let line = 0;
  let records = 0;
  const fail = (why: string): never => {
    throw brokenReport(options.name, `record ${records}, line ${line}`, why);
  };
  const open = (path: string): LcovFile | 'skipped' => {
    if (path === '') fail('SF has no path');
    records += 1;
    line = 1;
    if (!options.wants(path)) return 'skipped';
    const known = files.get(path);
    if (known !== undefined) return known;
    if (files.size >= reportLimits.files) fail('it speaks about more files than are read');
    const file = createLcovFile(path);
    files.set(path, file);
    return file;
  };
  const take = (text: string): void => {
    if (text === '' || text.startsWith('#')) return;
    if (text === endOfRecord) {
      // Some writers end a record without a file of its own: an empty test.
      current = undefined;
      return;
    }
    const colon = text.indexOf(':');
    const key = colon < 0 ? text : text.slice(0, colon);
    if (key === 'TN') return;
    if (key === 'SF') {
      if (current !== undefined) fail('a record begins before the one above ends');
      current = open(text.slice(colon + 1).trim());
    } else if (!/^[A-Z]{2,8}$/.test(key) || colon < 0) fail('this is no line of lcov');
    else if (current === undefined) fail(`${key} stands outside of a record`);
    else if (current !== 'skipped') {
      const why = current.take(key, text.slice(colon + 1));
      if (why !== undefined) fail(why);
    }
  };
  for await (const text of cutText(bytes, options.name, '\n')) {
    for (let at = 0; at < text.length;) {
      if (current === 'skipped') {
        const end = findEnd(text, at);
        if (end < 0) break;
        at = end;
      }
      const next = text.indexOf('\n', at);
      const to = next < 0 ? text.length : next;
      line += 1;
      take(text.charCodeAt(to - 1) === 0x0d ? text.slice(at, to - 1) : text.slice(at, to));
      at = to + 1;
    }
  }
  if (current !== undefined) fail('it ends within a record: it was cut, or is still being written');
  if (records === 0) fail('no file is named in it');
  return { format: 'lcov', files: [...files.values()].map((file) => file.hits()), roots: [] };
}

/** Where the line that ends the record begins; -1: in a later piece. */
function findEnd(text: string, from: number): number {
  for (let at = text.indexOf(endOfRecord, from); at >= 0; at = text.indexOf(endOfRecord, at + 1)) {
    const after = text.charCodeAt(at + endOfRecord.length);
    const endsLine = Number.isNaN(after) || after === 0x0a || after === 0x0d;
    if (endsLine && (at === from || text.charCodeAt(at - 1) === 0x0a)) return at;
  }
  return -1;
}

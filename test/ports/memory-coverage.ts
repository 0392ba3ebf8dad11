import type { FileHits, Place } from '../../src/coverage/report.ts';
import type { CoverageData, CoveragePorts } from '../../src/review/coverage-ports.ts';

/** The CoveragePorts in memory: hits as given, no parser, and nothing known of files that no test loads. */
export function memoryCoverage(data: Partial<CoverageData> = {}): CoveragePorts {
  return {
    hits: {
      read: async () => ({
        files: new Map(),
        unusable: new Map(),
        sources: ['coverage-final.json (istanbul)'],
        formats: ['istanbul'],
        notes: [],
        ...data,
      }),
    },
    baseHits: undefined,
    instrumenter: { instrument: async () => undefined },
    code: { read: async () => undefined },
  };
}

/** A file of one statement a line: `hits` by line, from 1 on; undefined: no statement begins there. */
export function lineByLine(path: string, hits: readonly (number | undefined)[]): FileHits {
  const statements = hits.flatMap((count, index) =>
    count === undefined ? [] : [{ place: wholeLine(index + 1), hits: count }],
  );
  return { path, unit: 'statement', statements, functions: [], branches: [], certainty: 'high' };
}

function wholeLine(line: number): Place {
  return { startLine: line, startColumn: 0, endLine: line, endColumn: undefined };
}

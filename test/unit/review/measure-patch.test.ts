import { describe, expect, it } from 'vitest';
import { changeOfTexts } from '../../../src/change/change-of-texts.ts';
import type { FileHits, StatementHits } from '../../../src/coverage/report.ts';
import type { CoverageData, CoveragePorts } from '../../../src/review/coverage-ports.ts';
import { measurePatch, type MeasuredPatch, type PatchFile } from '../../../src/review/measure-patch.ts';
import { mirrorGaps } from '../../../src/review/gap-findings.ts';
import { memoryCoverage } from '../../ports/memory-coverage.ts';

const head = 'one();\ntwo();\nthree();\n';

/** Hits of lines 1, 2, 3. */
function hitsOf(path: string, ...hits: number[]): FileHits {
  const statements = hits.map((count, index): StatementHits => {
    const [startLine, endLine] = [index + 1, index + 1];
    return { place: { startLine, startColumn: 0, endLine, endColumn: 6 }, hits: count };
  });
  return { path, unit: 'statement', statements, functions: [], branches: [], certainty: 'high' };
}

function patchFile(path: string, base: string | undefined = undefined, basePath = path): PatchFile {
  const file = changeOfTexts(path, base, head);
  return { file: base === undefined ? file : { ...file, basePath }, text: head };
}

interface Given {
  readonly data?: Partial<CoverageData>;
  readonly base?: readonly FileHits[];
  /** What the instrumenter knows; undefined: nothing. */
  readonly map?: FileHits;
}

function measure(files: readonly PatchFile[], { data = {}, base, map }: Given): Promise<MeasuredPatch> {
  const nothing: CoverageData = {
    files: new Map(),
    unusable: new Map(),
    sources: ['a report'],
    formats: ['istanbul'],
    notes: [],
  };
  const ports: CoveragePorts = {
    hits: { read: async () => ({ ...nothing, ...data }) },
    baseHits: base && {
      read: async () => ({ ...nothing, files: new Map(base.map((one) => [one.path, one])) }),
    },
    instrumenter: { instrument: async () => map },
    code: { read: async () => undefined },
  };
  return measurePatch(files, ports, new AbortController().signal);
}

const reported = (...hits: FileHits[]): Given => ({
  data: { files: new Map(hits.map((one) => [one.path, one])) },
});

describe('a changed file', () => {
  it('is measured by the lines that are new, also when it was renamed (C10)', async () => {
    const renamed = patchFile('src/new.ts', 'one();\n', 'src/old.ts');
    const { coverage } = await measure([renamed], reported(hitsOf('src/new.ts', 0, 0, 3)));
    expect(coverage.gaps).toMatchObject([
      { path: 'src/new.ts', kind: 'statement', startLine: 2, endLine: 2 },
    ]);
    expect(coverage.statements).toEqual({ covered: 1, total: 2 });
  });

  it('that no report speaks of is not loaded, with all that it holds (C9)', async () => {
    const { coverage } = await measure([patchFile('src/a.ts')], { map: hitsOf('src/a.ts', 0, 0, 0) });
    expect(coverage.files).toMatchObject([
      { state: 'not-loaded', reason: 'no test loads it', statements: { covered: 0, total: 3 } },
    ]);
    expect(coverage.gaps.map(({ kind, startLine, endLine }) => [kind, startLine, endLine])).toEqual([
      ['file', 1, 3],
      ['statement', 1, 3],
    ]);
  });

  it('is not loaded either when a report lists it without any hit', async () => {
    const { coverage } = await measure([patchFile('src/a.ts')], reported(hitsOf('src/a.ts', 0, 0, 0)));
    expect(coverage.files[0]?.state).toBe('not-loaded');
  });

  it('whose new lines hold nothing that runs is unmeasurable, and counts nowhere (C8, C19)', async () => {
    const typed = patchFile('src/a.ts', 'one();\nthree();\n');
    const { coverage } = await measure([typed], reported({ ...hitsOf('src/a.ts', 1), path: 'src/a.ts' }));
    expect(coverage.files).toMatchObject([{ state: 'unmeasurable', reason: 'nothing was added that runs' }]);
    expect(coverage.statements).toEqual({ covered: 0, total: 0 });
    expect(coverage.gaps).toEqual([]);
  });

  it('whose hits are of another version has no data: never covered (C14)', async () => {
    const unusable = new Map([['src/a.ts', 'the file has changed since']]);
    const { coverage } = await measure([patchFile('src/a.ts')], { data: { unusable } });
    expect(coverage.files).toMatchObject([{ state: 'no-data', reason: 'the file has changed since' }]);
  });

  it('in a language that no report is about has no data; one without code is left out', async () => {
    const files = ['tool.py', 'notes.md', 'types.d.ts', 'a.ts'].map((path) => patchFile(path));
    const { coverage } = await measure(files, { map: hitsOf('a.ts', 0) });
    expect(coverage.files.map(({ path, state }) => [path, state])).toEqual([
      ['tool.py', 'no-data'],
      ['a.ts', 'not-loaded'],
    ]);
  });
});

it('tells unchanged lines that were reached at the base (C27)', async () => {
  const file = patchFile('src/new.ts', 'one();\nthree();\n', 'src/old.ts');
  const given = { ...reported(hitsOf('src/new.ts', 1, 1, 0)), base: [hitsOf('src/old.ts', 1, 1)] };
  const { coverage } = await measure([file], given);
  expect(coverage.lost).toEqual([{ path: 'src/new.ts', startLine: 3, endLine: 3 }]);
  expect(coverage.gaps).toEqual([]);
});

describe('findings', () => {
  it('mirror gaps as infos on their lines', async () => {
    const one = patchFile('src/a.ts');
    const { coverage } = await measure([one], { map: hitsOf('src/a.ts', 0, 0, 0) });
    const findings = mirrorGaps(coverage.gaps, { files: [one.file], context: 'blobs' });
    expect(findings).toMatchObject([
      { rule: 'galley/uncovered-file', anchor: { path: 'src/a.ts', side: 'file' }, quote: '' },
      {
        rule: 'galley/uncovered-statement',
        anchor: { path: 'src/a.ts', side: 'head', startLine: 1, endLine: 3 },
        severity: 'info',
        origin: 'coverage',
        title: 'No test reaches these lines',
        quote: 'one();\ntwo();\nthree();',
      },
    ]);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  it('of two arms on one line are two, and none is made of lines that no hunk shows', () => {
    const { file } = patchFile('src/a.ts');
    const place = { startLine: 1, startColumn: 0, endLine: 1, endColumn: 6 };
    const arm = {
      path: 'src/a.ts',
      startLine: 1,
      endLine: 1,
      kind: 'branch' as const,
      arm: 'else',
      function: 'f',
      condition: 'needs `a` falsy',
      certainty: 'high' as const,
      place,
      armIndex: 1,
    };
    const change = { files: [file], context: 'blobs' as const };
    const findings = mirrorGaps([arm, { ...arm, arm: 'then' }, arm, { ...arm, endLine: 4 }], change);
    expect(findings).toHaveLength(3);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(3);
    expect(findings[0]).toMatchObject({
      title: 'No test takes this arm: else',
      message: 'It needs `a` falsy.',
    });
  });
});

describe('code', () => {
  it.each([false, true])(
    'is told of before reports are read, and let go of (they fail: %s)',
    async (fails) => {
      const steps: string[] = [];
      const ports: CoveragePorts = {
        ...memoryCoverage(),
        hits: {
          read: async (...asked) => {
            steps.push('reports');
            if (fails) throw new Error('broken');
            return memoryCoverage().hits.read(...asked);
          },
        },
        code: {
          expect: (texts) => steps.push(`expect ${texts.map(({ path }) => path).join(', ')}`),
          read: async (path) => void steps.push(`read ${path}`),
          close: () => void steps.push('close'),
        },
      };
      const files = [patchFile('src/a.ts'), patchFile('notes.md')];
      const measuring = measurePatch(files, ports, new AbortController().signal);
      await measuring.catch(() => {});
      expect(steps).toEqual(['expect src/a.ts', 'reports', ...(fails ? [] : ['read src/a.ts']), 'close']);
    },
  );
});

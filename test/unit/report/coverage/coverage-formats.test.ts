import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDiff } from '../../../../src/change/parse-diff.ts';
import type { FileHits } from '../../../../src/coverage/report.ts';
import { coverageFormats } from '../../../../src/report/coverage/coverage-format.ts';
import type { CoverageReport } from '../../../../src/report/coverage/coverage-report.ts';
import { renderCoverage } from '../../../../src/report/coverage/render-coverage.ts';
import { checkGate } from '../../../../src/review/check-gate.ts';
import { addedFile } from '../../../ports/review-ports.ts';
import { arbitraryCoverage } from '../arbitrary-coverage.ts';
import { hostileText } from '../arbitrary-review.ts';
import { context, makeReview } from '../sample-review.ts';
import { sampleCoverage, sampleFile, sampleGap, statementGap } from './sample-coverage.ts';

function makeReport(parts: Partial<CoverageReport> = {}): CoverageReport {
  const coverage = parts.coverage ?? sampleCoverage;
  const complete = coverage.files.every(({ state }) => state !== 'no-data');
  const review = makeReview({ coverage, gaps: coverage.gaps, complete }, { mode: 'coverage', model: null });
  return {
    coverage,
    review,
    title: 'working tree',
    version: '1.2.3',
    sources: [],
    gate: undefined,
    ...parts,
  };
}

const all = { covered: 4, total: 4 };
const covered = {
  ...sampleCoverage,
  files: [{ ...sampleFile, statements: all, branches: all }],
  statements: all,
  branches: all,
  gaps: [],
};
const none = { covered: 0, total: 0 };
const nothing = { ...covered, files: [], statements: none, functions: none, branches: none };
const unknown = {
  ...nothing,
  files: [
    { ...sampleFile, state: 'no-data' as const, reason: 'written for another version', statements: none },
  ],
};

describe.each(coverageFormats)('%s', (format) => {
  const render = (parts: Partial<CoverageReport>) => renderCoverage(format, makeReport(parts), context);

  it('ends in a line feed, and prints no character that acts, whatever the text', async () => {
    const texts = { text: hostileText, path: hostileText.map((text) => `src/${text}`) };
    await fc.assert(
      fc.asyncProperty(arbitraryCoverage(texts), hostileText, async (coverage, title) => {
        const text = await render({ coverage, title, gate: checkGate(coverage, 90) });
        expect(text).not.toMatch(/[^\P{Cc}\n\t]|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/u);
        expect(text.endsWith('\n')).toBe(true);
      }),
      { numRuns: 100, seed: 21 },
    );
  });

  if (format === 'lcov') return;

  it('says which arm is not taken, and where', async () => {
    const text = (await render({})).replace(/\s+/g, ' ');
    expect(text).toMatch(/else never taken|"arm": "else"/);
    expect(text).toContain('src/cart.ts');
  });

  it('says who cannot be told about, and why', async () => {
    const text = (await render({ coverage: unknown })).replace(/\s+/g, ' ');
    expect(text).toContain('src/cart.ts');
    expect(text).toContain('written for another version');
  });

  it.each([{ coverage: nothing }, { coverage: unknown }])('never calls nothing covered', async (parts) => {
    const text = (await render(parts)).replace(/<style>.*?<\/style>/s, '');
    expect(text).not.toMatch(/100 ?%|class="ok"/);
  });
});

describe('pretty', () => {
  const pretty = (parts: Partial<CoverageReport>) => renderCoverage('pretty', makeReport(parts), context);
  const lastLine = async (parts: Partial<CoverageReport>) =>
    (await pretty(parts)).trimEnd().split('\n').at(-1);

  it('ends in the sum', async () => {
    expect(await lastLine({})).toBe('patch coverage: 12 of 15 statements, 3 of 7 arms');
    expect(await lastLine({ coverage: nothing })).toBe('patch coverage: nothing measurable');
    expect(await lastLine({ coverage: unknown })).toBe('patch coverage: 1 file without data');
  });

  it('has no list where all is covered', async () => {
    const text = await pretty({ coverage: covered });
    expect(text).toBe(
      'Change    working tree\nData      coverage/coverage-final.json (istanbul)\n\npatch coverage: 4 of 4 statements, 4 of 4 arms\n',
    );
  });

  it.each([
    [sampleCoverage, 90, 'below 90 %: 12 of 15 statements, 3 of 7 arms'],
    [sampleCoverage, 60, 'below 60 %: 3 of 7 arms'],
    [covered, 100, 'at least 100 % as wanted'],
    [nothing, 90, 'nothing to hold against 90 %'],
  ])('tells the gate', async (coverage, limit, wanted) => {
    expect(await pretty({ coverage, gate: checkGate(coverage, limit) })).toContain(`Gate      ${wanted}\n`);
  });

  it('counts what is too much to read', async () => {
    const gaps = Array.from({ length: 200 }, (_, index) => statementGap(index * 3 + 1));
    const text = await pretty({ coverage: { ...sampleCoverage, gaps } });
    expect(text).toContain('160 more places: --format json lists all of them');
  });
});

describe('github', () => {
  const commands = async (paths: number, places: number) => {
    const gaps = Array.from({ length: paths }, (_, file) =>
      Array.from({ length: places }, (_unused, index) =>
        statementGap(index * 2 + 1, { path: `src/${file}.ts` }),
      ),
    ).flat();
    const text = await renderCoverage(
      'github',
      makeReport({ coverage: { ...sampleCoverage, gaps } }),
      context,
    );
    return text.trimEnd().split('\n');
  };

  it.each([
    [1, 9, 10],
    [1, 10, 2],
    [9, 2, 10],
    [10, 1, 10],
    [300, 40, 10],
  ])('never has more notices than GitHub shows: %d files, %d places', async (paths, places, wanted) => {
    expect(await commands(paths, places)).toHaveLength(wanted);
  });

  it('names every place of a file in its one notice', async () => {
    const [first = ''] = await commands(2, 12);
    expect(first).toContain('file=src/0.ts,line=1,endLine=1,');
    expect(first.match(/%0Aline \d+: never run/g)).toHaveLength(11);
  });

  it('is an error below the gate', async () => {
    const report = makeReport({ gate: checkGate(sampleCoverage, 90) });
    const text = await renderCoverage('github', report, context);
    expect(text).toMatch(/^::error title=Galley::patch coverage: 12 of 15 .*; below 90 %25: /m);
  });
});

describe('markdown', () => {
  it('is never longer than GitHub takes', async () => {
    const gaps = Array.from({ length: 3000 }, (_, index) =>
      statementGap(index * 2 + 1, {
        path: `src/${'long'.repeat(60)}${index % 50}.ts`,
        condition: 'x'.repeat(500),
      }),
    );
    const lost = Array.from({ length: 3000 }, (_, index) => ({
      path: `src/${'lost'.repeat(100)}${index}.ts`,
      startLine: 1,
      endLine: 2,
    }));
    const files = Array.from({ length: 3000 }, (_, index) => ({
      ...sampleFile,
      path: `src/${'file'.repeat(100)}${index}.ts`,
    }));
    const coverage = { ...sampleCoverage, files, gaps, lost };
    const text = await renderCoverage('markdown', makeReport({ coverage }), context);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/more places: see the JSON output|_Shortened: /);
    expect(text.startsWith('### Patch coverage: 12 of 15 statements, 3 of 7 arms\n')).toBe(true);
  });
});

describe('lcov', () => {
  const source = ['export function f(a) {', '  if (a) return 1;', '  return 2;', '}'];
  const place = (line: number, startColumn = 0, endColumn: number | undefined = undefined) => ({
    startLine: line,
    startColumn,
    endLine: line,
    endColumn,
  });
  const [file] = parseDiff(addedFile('src/f.js', ...source));
  const hits: FileHits = {
    path: 'src/f.js',
    unit: 'statement',
    statements: [
      { place: place(2, 2), hits: 3 },
      { place: place(2, 9), hits: 0 },
      { place: place(3, 2), hits: 3 },
    ],
    functions: [
      {
        name: 'f',
        declaration: place(1, 16, 17),
        body: { startLine: 1, startColumn: 21, endLine: 4, endColumn: 1 },
        hits: 3,
      },
    ],
    branches: [
      {
        kind: 'if',
        place: place(2, 2),
        arms: [
          { place: place(2, 2), hits: 0 },
          { place: undefined, hits: 3 },
        ],
      },
    ],
    certainty: 'high',
  };
  const sourcesOf = (parts: Partial<FileHits>) =>
    file === undefined
      ? []
      : [{ file, text: source.join('\n'), hits: { ...hits, ...parts }, facts: undefined }];
  const lcov = (sources: CoverageReport['sources']) =>
    renderCoverage('lcov', makeReport({ sources }), context);

  it('has the added lines, functions and arms, and calls a line reached when all of it is', async () => {
    expect((await lcov(sourcesOf({}))).split('\n')).toEqual([
      ...['TN:', 'SF:src/f.js', 'FN:1,f', 'FNDA:3,f', 'FNF:1', 'FNH:1'],
      ...['BRDA:2,0,0,0', 'BRDA:2,0,1,3', 'BRF:2', 'BRH:1'],
      ...['DA:2,0', 'DA:3,3', 'LF:2', 'LH:1', 'end_of_record', ''],
    ]);
  });

  it('has nothing of lines that the change did not add', async () => {
    const moved = hits.statements.map((one) => ({ ...one, place: place(one.place.startLine + 100) }));
    expect(await lcov(sourcesOf({ statements: moved, functions: [], branches: [] }))).toBe('TN:\n');
  });

  it('has no record of a file that nobody knows', async () => {
    expect(await lcov(sourcesOf({}).map((one) => ({ ...one, hits: undefined })))).toBe('TN:\n');
  });
});

it('names the same gap in the JSON as the review does', async () => {
  const text = await renderCoverage('json', makeReport(), context);
  const { gaps } = JSON.parse(text) as { gaps: unknown[] };
  const { place, armIndex, ...published } = sampleGap;
  expect({ place, armIndex }).toBeDefined();
  expect(gaps).toEqual([published]);
});

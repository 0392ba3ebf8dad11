import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReport, type PlainFormat } from '../../../../src/coverage/formats/read-report.ts';
import type { CoverageReport, FileHits } from '../../../../src/coverage/report.ts';
import { fixtureText, inPieces, wantsAll } from './report-bytes.ts';

function read(format: PlainFormat, path: string, size?: number): Promise<CoverageReport> {
  return readReport(format, inPieces(fixtureText(path), size), wantsAll);
}

async function fileOf(format: PlainFormat, path: string, end: string): Promise<FileHits> {
  const file = (await read(format, path)).files.find((one) => one.path.endsWith(end));
  if (file === undefined) throw new Error(`${path} has no ${end}`);
  return file;
}

/** Hits by first line, of statements. */
function lines(file: FileHits): Record<number, number> {
  return Object.fromEntries(file.statements.map(({ place, hits }) => [place.startLine, hits]));
}

/** Arms of the branches of a line, as name and hits. */
function arms(file: FileHits, line: number): (readonly [string | undefined, number])[][] {
  return file.branches
    .filter(({ place }) => place.startLine === line)
    .map((branch) => branch.arms.map((arm) => [arm.name, arm.hits] as const));
}

describe('Cobertura', () => {
  test('lines count once, though methods repeat them; arms are counted', async () => {
    const file = await fileOf('cobertura', 'nyc/report/cobertura-coverage.xml', 'price.js');
    expect(file.path).toBe('src/price.js');
    expect(lines(file)).toMatchObject({ 4: 2, 18: 0, 36: 0 });
    // Line 31 is told of in a method only.
    expect(Object.keys(lines(file))).not.toContain('31');
    expect(file.statements.length).toBe(16);
    expect(file.branches.find(({ place }) => place.startLine === 6)).toMatchObject({
      kind: 'line',
      arms: [],
      counted: { covered: 1, total: 2 },
    });
    expect(file.functions.map(({ name, hits }) => [name, hits])).toEqual([
      ['price', 2],
      ['describe', 2],
      ['unused', 0],
      ['', 0],
    ]);
  });
  test('folders that paths start from are told', async () => {
    expect((await read('cobertura', 'nyc/report/cobertura-coverage.xml')).roots).toEqual(['/project']);
    expect((await read('cobertura', 'python/report/coverage.xml')).roots).toEqual(['shop']);
  });
  test('of coverage.py missing arms have names', async () => {
    const file = await fileOf('cobertura', 'python/report/coverage.xml', 'price.py');
    expect(arms(file, 16)).toEqual([
      [
        [undefined, 1],
        ['to line 15', 0],
      ],
    ]);
    expect(arms(file, 36)).toEqual([
      [
        [undefined, 1],
        ['exit', 0],
      ],
    ]);
  });
  test('only wanted files are taken apart', async () => {
    const text = fixtureText('python/report/coverage.xml').replace('number="10"', 'number="ten"');
    const options = { ...wantsAll, wants: (path: string) => path === '__init__.py' };
    const report = await readReport('cobertura', inPieces(text), options);
    expect(report.files.map(({ path }) => path)).toEqual(['__init__.py']);
    await expect(readReport('cobertura', inPieces(text), wantsAll)).rejects.toMatchObject({
      code: 'broken-report',
    });
  });
  test('several classes of one file are one file', async () => {
    const line = (number: number, hits: number): string => `<line number="${number}" hits="${hits}"/>`;
    const one = (name: string, body: string): string =>
      `<class name="${name}" filename="A.cs"><methods/><lines>${body}</lines></class>`;
    const text = `<coverage><packages><package><classes>${one('A', line(1, 1))}${one('A.B', line(1, 2) + line(5, 0))}</classes></package></packages></coverage>`;
    const { files } = await readReport('cobertura', inPieces(text), wantsAll);
    expect(files.map(lines)).toEqual([{ 1: 3, 5: 0 }]);
  });
});

describe('coverage.py', () => {
  test('lines, functions and where lines lead to', async () => {
    const file = await fileOf('coverage.py', 'python/report/coverage.json', 'price.py');
    expect(file.path).toBe('shop/price.py');
    expect(lines(file)).toMatchObject({ 9: 1, 10: 0, 16: 1, 24: 0 });
    expect(arms(file, 9)).toEqual([
      [
        ['to line 10', 0],
        ['to line 11', 1],
      ],
    ]);
    expect(file.functions.map(({ name, hits, declaration }) => [name, hits, declaration.startLine])).toEqual(
      expect.arrayContaining([
        ['Cart.add', 1, 8],
        ['unused', 0, 40],
      ]),
    );
  });
  test('an arm that leaves the function is its exit', async () => {
    const file = await fileOf('coverage.py', 'python/report/coverage.json', 'price.py');
    expect(arms(file, 36)).toEqual([
      [
        ['to line 37', 1],
        ['exit', 0],
      ],
    ]);
  });
  test('as lcov it says the same', async () => {
    const [json, lcov] = [
      await fileOf('coverage.py', 'python/report/coverage.json', 'price.py'),
      await fileOf('lcov', 'python/report/coverage.lcov', 'price.py'),
    ];
    expect(lines(lcov)).toEqual(lines(json));
    const missing = (file: FileHits): number[] =>
      file.branches.filter((one) => one.arms.some((arm) => arm.hits === 0)).map((one) => one.place.startLine);
    expect(missing(lcov)).toEqual(missing(json));
  });
});

describe('Go', () => {
  test('blocks that several binaries tell about are one each, their counts added', async () => {
    const file = await fileOf('go', 'go/report/count.out', 'cart.go');
    expect(file.path).toBe('example.com/shop/v2/cart/cart.go');
    expect(file.unit).toBe('block');
    expect(
      file.statements.map(({ place, hits }) => [place.startLine, place.startColumn, place.endLine, hits]),
    ).toEqual([
      [4, 42, 6, 2],
      [6, 30, 8, 3],
      [9, 1, 9, 2],
      [9, 11, 11, 1],
      [12, 1, 12, 2],
      [12, 16, 12, 0],
      [13, 1, 13, 2],
      [16, 18, 18, 0],
    ]);
  });
  test('where only reached or not is told, 1 stays 1', async () => {
    const twice = `${fixtureText('go/report/set.out')}${fixtureText('go/report/set.out')}`;
    const { files } = await readReport('go', inPieces(twice), wantsAll);
    expect(files.flatMap((file) => file.statements.map(({ hits }) => hits))).not.toContain(2);
  });
});

test('a profile of Go whose last number may have been cut is refused', async () => {
  await expect(
    readReport('go', inPieces('mode: count\na/b.go:1.1,2.2 1 12'), wantsAll),
  ).rejects.toMatchObject({
    code: 'broken-report',
  });
});

describe('JaCoCo', () => {
  test('a line of which some instructions ran is reached, its missing arms are counted', async () => {
    const file = await fileOf('jacoco', 'jacoco/report/jacoco.xml', 'Cart.java');
    expect(file.path).toBe('com/acme/Cart.java');
    // Line 16: 4 instructions missed, 4 covered; 1 arm of 2.
    expect(lines(file)).toMatchObject({ 16: 1, 18: 0, 24: 0 });
    expect(file.branches.find(({ place }) => place.startLine === 16)?.counted).toEqual({
      covered: 1,
      total: 2,
    });
    expect(file.functions.map(({ name, hits }) => [name, hits])).toEqual([
      ['', 1],
      ['total', 1],
      ['later', 0],
      ['', 0],
    ]);
  });
});

describe('llvm-cov', () => {
  test('runs of code without hits, also behind a condition on its line', async () => {
    const file = await fileOf('llvm-cov', 'llvm/report/coverage.json', 'cart.rs');
    const missed = file.statements
      .filter(({ hits }) => hits === 0)
      .map(({ place }) => [place.startLine, place.startColumn, place.endLine]);
    expect(missed.slice(0, 2)).toEqual([
      [4, 14, 6],
      [7, 28, 7],
    ]);
    expect(lines(file)).toMatchObject({ 3: 1, 8: 1, 12: 0 });
  });
  test('of its lcov the second line of a statement is no guess', async () => {
    const file = await fileOf('lcov', 'llvm/report/lcov.info', 'cart.rs');
    expect(lines(file)).toMatchObject({ 4: 1, 5: 0, 7: 1 });
  });
});

const all: [PlainFormat, string][] = [
  ['cobertura', 'nyc/report/cobertura-coverage.xml'],
  ['cobertura', 'python/report/coverage.xml'],
  ['coverage.py', 'python/report/coverage.json'],
  ['go', 'go/report/count.out'],
  ['jacoco', 'jacoco/report/jacoco.xml'],
  ['llvm-cov', 'llvm/report/coverage.json'],
  ['lcov', 'jest/report/v8/lcov.info'],
];

describe.each(all)('any %s report, such as %s', (format, path) => {
  const text = fixtureText(path);
  /** What follows a line is not known to be missing in formats of lines. */
  const isOfLines = format === 'lcov' || format === 'go';

  test('reads the same however it comes in pieces', async () => {
    const whole = await read(format, path);
    for (const size of [1, 7, 100]) expect(await read(format, path, size)).toEqual(whole);
  });
  test('cut anywhere it is refused, or nothing was lost', async () => {
    const whole = await read(format, path);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: text.length }), async (length) => {
        const cut = text.slice(0, length);
        if (isOfLines && cut.endsWith('\n')) return;
        const found = await readReport(format, inPieces(cut), wantsAll).catch((error: unknown) => error);
        if (found instanceof Error) expect(found).toMatchObject({ code: 'broken-report' });
        else if (!isOfLines) expect(found).toEqual(whole);
        else expect(whole.files.length).toBeGreaterThanOrEqual((found as CoverageReport).files.length);
      }),
      { numRuns: 60, seed: 2 },
    );
  });
  test('with a byte changed it is read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: text.length - 1 }),
        fc.string({ minLength: 1, maxLength: 3 }),
        async (at, change) => {
          const broken = text.slice(0, at) + change + text.slice(at + 1);
          const found = await readReport(format, inPieces(broken), wantsAll).catch((error: unknown) => error);
          if (found instanceof Error) expect(found).toMatchObject({ code: 'broken-report' });
        },
      ),
      { numRuns: 60, seed: 3 },
    );
  });
  test('none of its files wanted, none is given', async () => {
    const report = await readReport(format, inPieces(text), { ...wantsAll, wants: () => false });
    expect(report.files).toEqual([]);
  });
});

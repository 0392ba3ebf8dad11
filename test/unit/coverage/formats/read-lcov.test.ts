import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLcov } from '../../../../src/coverage/formats/read-lcov.ts';
import type { FileHits } from '../../../../src/coverage/report.ts';
import { fixtureText, inPieces, wantsAll } from './report-bytes.ts';

async function read(text: string, size?: number): Promise<readonly FileHits[]> {
  return (await readLcov(inPieces(text, size), wantsAll)).files;
}

/** Hits by line, of statements. */
function lines(file: FileHits | undefined): Record<number, number> {
  return Object.fromEntries(file?.statements.map(({ place, hits }) => [place.startLine, hits]) ?? []);
}

describe('lcov of istanbul', () => {
  test('a line of which only the first statement ran is reached, and its arm is not', async () => {
    const [file] = await read(fixtureText('nyc/report/lcov.info'));
    expect(lines(file)[4]).toBe(2);
    const arms = file?.branches.filter(({ place }) => place.startLine === 4).map((one) => one.arms);
    expect(arms).toEqual([
      [
        { place: undefined, hits: 0 },
        { place: undefined, hits: 2 },
      ],
    ]);
  });
  test('hits are not handed on to lines below', async () => {
    const [file] = await read(fixtureText('nyc/report/lcov.info'));
    expect(Object.keys(lines(file))).toEqual(expect.not.arrayContaining(['23', '24', '25', '26', '27']));
    expect(lines(file)[22]).toBe(2);
  });
  test('two branches of one line stay two', async () => {
    const [file] = await read(fixtureText('nyc/report/lcov.info'));
    expect(file?.branches.filter(({ place }) => place.startLine === 22).length).toBe(2);
  });
  test('functions have their hits, anonymous ones no name', async () => {
    const [file] = await read(fixtureText('nyc/report/lcov.info'));
    expect(file?.functions.map(({ name, hits }) => [name, hits])).toEqual([
      ['price', 2],
      ['describe', 2],
      ['unused', 0],
      ['', 0],
    ]);
  });
});

describe('lcov of others', () => {
  test.each(['c8/report/lcov.info', 'node-test/report/lcov.info', 'jest/report/babel/lcov.info'])(
    '%s',
    async (path) => {
      const files = await read(fixtureText(path));
      const file = files.find((one) => one.path.endsWith('price.js'));
      expect(file?.unit).toBe('line');
      expect(file?.statements.length).toBeGreaterThan(10);
      expect(file?.functions.find(({ name }) => name === 'unused')?.hits).toBe(0);
    },
  );
  test('a file in several records is one file, and its hits add up', async () => {
    const record = (hits: string): string =>
      `TN:${hits}\nSF:a.c\nFN:1,3,main\nFNDA:1,main\nDA:2,${hits}\nBRDA:2,0,0,-\nBRDA:2,e0,1,${hits}\nend_of_record\n`;
    const files = await read(record('1') + record('4'));
    expect(files.map((file) => [file.path, lines(file), file.functions[0]?.hits])).toEqual([
      ['a.c', { 2: 5 }, 2],
    ]);
    expect(files[0]?.branches[0]?.arms.map(({ name, hits }) => [name, hits])).toEqual([
      [undefined, 0],
      ['exception', 5],
    ]);
  });
  test('functions of lcov 2 are numbered, and names may hold commas', async () => {
    const [file] = await read(
      'SF:a.cpp\nFNL:0,4,9\nFNA:0,3,add(int, int)\nFNL:1,12\nFNA:1,0,sub\nDA:4,3,c0ffee\nend_of_record\n',
    );
    expect(file?.functions.map(({ name, body, hits }) => [name, body.startLine, body.endLine, hits])).toEqual(
      [
        ['add(int, int)', 4, 9, 3],
        ['sub', 12, 12, 0],
      ],
    );
  });
  test('what stands between the files that are wanted is passed over', async () => {
    const text = fixtureText('monorepo/report/lcov.info');
    const report = await readLcov(inPieces(text), { ...wantsAll, wants: (path) => path.includes('two') });
    expect(report.files.map(({ path }) => path)).toEqual(['packages/two/src/index.js']);
  });
});

describe('broken tracefiles', () => {
  test.each([
    ['nothing', ''],
    ['no file', 'TN:\n'],
    ['prose', 'SF:a\nhello\nend_of_record\n'],
    ['a count that is none', 'SF:a\nDA:1,x\nend_of_record\n'],
    ['lines outside', 'DA:1,1\n'],
    ['no path', 'SF:\nend_of_record\n'],
    ['a torn record', 'SF:a\nDA:1,1\nSF:b\nDA:1,1\nend_of_record\n'],
  ])('%s', async (_name, text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'broken-report' });
  });
  test('cut anywhere but between records it is refused', async () => {
    const text = fixtureText('node-test/report/lcov.info');
    const borders = new Set(
      [...text.matchAll(/end_of_record\n?/g)].flatMap((found) => [found.index + 13, found.index + 14]),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: text.length }), async (length) => {
        fc.pre(!borders.has(length) && text.slice(length).trim() !== '');
        await expect(read(text.slice(0, length))).rejects.toMatchObject({ code: 'broken-report' });
      }),
      { numRuns: 100, seed: 1 },
    );
  });
  test('how it comes in pieces makes no difference', async () => {
    const text = fixtureText('monorepo/report/lcov.info');
    const whole = await read(text);
    for (const size of [1, 2, 7, 64]) expect(await read(text, size)).toEqual(whole);
  });
});

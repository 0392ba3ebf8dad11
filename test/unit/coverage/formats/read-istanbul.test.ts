import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { istanbulHits } from '../../../../src/coverage/formats/istanbul-hits.ts';
import { readIstanbul } from '../../../../src/coverage/formats/read-istanbul.ts';
import type { FileHits } from '../../../../src/coverage/report.ts';
import { collect, fixtureText, inPieces, wantsAll } from './report-bytes.ts';

async function read(text: string, options = wantsAll): Promise<FileHits[]> {
  return (await collect(readIstanbul(inPieces(text), options))).map(istanbulHits);
}

async function readOne(path: string): Promise<FileHits> {
  const files = await read(fixtureText(path));
  const file = files.find((one) => one.path.includes('/src/price'));
  if (file === undefined) throw new Error(`${path} has no price`);
  return file;
}

/** Arms of branches of a line, as hits and whether they have a place. */
function armsOf(file: FileHits, line: number, kind: string): (readonly [number, boolean])[][] {
  return file.branches
    .filter((branch) => branch.place.startLine === line && branch.kind === kind)
    .map(({ arms }) => arms.map((arm) => [arm.hits, arm.place !== undefined] as const));
}

describe('istanbul as nyc writes it', () => {
  test('statements behind a covered one of their line have hits of their own', async () => {
    const { statements } = await readOne('nyc/report/coverage-final.json');
    const line4 = statements.filter(({ place }) => place.startLine === 4);
    expect(line4.map(({ place, hits }) => [place.startColumn, hits])).toEqual([
      [2, 2],
      [18, 0],
    ]);
  });
  test('an else that is not there has no place', async () => {
    expect(armsOf(await readOne('nyc/report/coverage-final.json'), 6, 'if')).toEqual([
      [
        [2, true],
        [0, false],
      ],
    ]);
  });
  test('an arm that a comment ignores is no arm, and no other takes its name', async () => {
    const file = await readOne('nyc/report/coverage-final.json');
    expect(armsOf(file, 10, 'if')).toEqual([[[2, true]]]);
  });
  test('a switch without a default has none', async () => {
    expect(armsOf(await readOne('nyc/report/coverage-final.json'), 13, 'switch')).toEqual([
      [
        [2, true],
        [0, true],
      ],
    ]);
  });
  test('a statement of several lines is whole, and nothing is said of its later lines', async () => {
    const { statements } = await readOne('nyc/report/coverage-final.json');
    const large = statements.filter(({ place }) => place.startLine >= 20 && place.startLine < 28);
    expect(large.map(({ place, hits }) => [place.startLine, place.endLine, hits])).toEqual([[22, 27, 2]]);
  });
  test('functions have names, heads and bodies; anonymous ones no name', async () => {
    const { functions } = await readOne('nyc/report/coverage-final.json');
    expect(functions.map(({ name, hits, body }) => [name, hits, body.endLine])).toEqual([
      ['price', 2, 29],
      ['describe', 2, 33],
      ['unused', 0, 37],
      ['', 0, 36],
    ]);
  });
  test('is exact, and says which version it measured', async () => {
    const file = await readOne('nyc/report/coverage-final.json');
    expect(file.certainty).toBe('high');
    expect(file.version).toMatch(/^[0-9a-f]{40}$/);
  });
});

describe('istanbul as others write it', () => {
  test('of c8 it is uncertain, its arms blocks of unknown meaning', async () => {
    const file = await readOne('c8/report/coverage-final.json');
    expect(file.certainty).toBe('low');
    expect(new Set(file.branches.map(({ kind }) => kind))).toEqual(new Set(['block']));
  });
  test('of Jest with Babel it is exact', async () => {
    expect((await readOne('jest/report/babel/coverage-final.json')).certainty).toBe('high');
  });
  test('of Jest with V8 it is uncertain', async () => {
    expect((await readOne('jest/report/v8/coverage-final.json')).certainty).toBe('low');
  });
  test('of Vitest with V8 it is uncertain: arms of default values are covered that no test took', async () => {
    const [exact, v8] = [
      await readOne('vitest/report/istanbul/coverage-final.json'),
      await readOne('vitest/report/v8/coverage-final.json'),
    ];
    expect(armsOf(exact, 18, 'default-arg')).toEqual([[[0, true]]]);
    expect(armsOf(v8, 18, 'default-arg')).toEqual([[[1, true]]]);
    expect([exact.certainty, v8.certainty]).toEqual(['high', 'low']);
  });
  test('ends of lines that remapping left open are the ends of the lines', async () => {
    const { statements } = await readOne('vitest/report/istanbul/coverage-final.json');
    expect(statements.length).toBeGreaterThan(5);
    expect(statements.some(({ place }) => place.endColumn === undefined)).toBe(true);
  });
});

describe('what is wanted', () => {
  test('only that is read', async () => {
    const files = await read(fixtureText('monorepo/report/coverage-final.json'), {
      ...wantsAll,
      wants: (path) => path.includes('packages/two'),
    });
    expect(files.map(({ path }) => path)).toEqual(['/project/packages/two/src/index.js']);
  });
  test('placeholders of files that nothing loaded are no hits', async () => {
    const [key, data] = Object.entries(
      JSON.parse(fixtureText('nyc/report/coverage-final.json')) as Record<string, object>,
    )[0] ?? ['', {}];
    expect(await read(JSON.stringify({ [key]: { ...data, all: true } }))).toEqual([]);
  });
});

describe('broken reports', () => {
  const text = fixtureText('nyc/report/coverage-final.json');
  const small = fixtureText('monorepo/report/coverage-final.json');

  test.each([
    ['nothing', '', 'it is empty'],
    ['other JSON', '{"name":"x","version":"1"}', 'name: this is not what istanbul counts'],
    ['a summary', '{"total":{"lines":{"total":1}}}', 'total > '],
    ['a list', '[]', 'byte 1'],
    ['two texts', `${small}{}`, 'something follows its end'],
    ['text lines in the maps', small.replace('"line":4', '"line":"4"'), 'statementMap'],
  ])('%s', async (_name, broken, why) => {
    const failure = await read(broken).catch((error: unknown) => error);
    if (broken === '[]') return expect(failure).toEqual([]);
    expect(failure).toMatchObject({
      code: 'broken-report',
      message: expect.stringContaining('report') as string,
    });
    expect((failure as { why: string }).why).toContain(why);
  });
  test('cut anywhere it is refused, and never taken for an empty one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: text.trimEnd().length - 1 }), async (length) => {
        await expect(read(text.slice(0, length))).rejects.toMatchObject({ code: 'broken-report' });
      }),
      { numRuns: 60, seed: 1 },
    );
  });
  test('how it comes in pieces makes no difference', async () => {
    const whole = await read(text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (size) => {
        const files = await collect(readIstanbul(inPieces(text, size), wantsAll));
        expect(files.map(istanbulHits)).toEqual(whole);
      }),
      { numRuns: 20, seed: 1 },
    );
  });
});

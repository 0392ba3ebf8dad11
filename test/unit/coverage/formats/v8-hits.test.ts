import { describe, expect, test } from 'vitest';
import { readV8, type V8Script } from '../../../../src/coverage/formats/read-v8.ts';
import { placesInText, v8Hits } from '../../../../src/coverage/formats/v8-hits.ts';
import { flattenRanges, mostHits } from '../../../../src/coverage/formats/v8-ranges.ts';
import { fixtureText, inPieces, wantsAll } from './report-bytes.ts';

async function scripts(): Promise<readonly V8Script[]> {
  const report = await readV8(inPieces(fixtureText('node-test/report/v8/1.json')), wantsAll);
  return report.scripts.filter(({ url }) => url.endsWith('/src/price.js'));
}

describe('V8', () => {
  const text = fixtureText('node-test/source/src/price.js');

  test('only lines without any piece that ran are unreached', async () => {
    const hits = v8Hits('src/price.js', await scripts(), placesInText(text));
    const unreached = hits.statements.filter((one) => one.hits === 0).map(({ place }) => place.startLine);
    expect(unreached).toEqual([16, 17]);
    expect(hits.certainty).toBe('low');
    // Blank lines hold nothing.
    expect(hits.statements.map(({ place }) => place.startLine)).not.toContain(10);
  });
  test('blocks that did not run are arms, an else that is not there is none', async () => {
    const { branches } = v8Hits('src/price.js', await scripts(), placesInText(text));
    expect(
      branches.map(({ kind, place, arms }) => [kind, place.startLine, arms.map((arm) => arm.hits)]),
    ).toEqual([
      ['block', 3, [0]],
      ['block', 8, [0]],
    ]);
  });
  test('functions have names and places', async () => {
    const { functions } = v8Hits('src/price.js', await scripts(), placesInText(text));
    expect(functions.map(({ name, hits, body }) => [name, hits, body.startLine, body.endLine])).toEqual([
      ['price', 1, 2, 9],
      ['label', 1, 11, 13],
      ['unused', 0, 15, 17],
    ]);
  });
  test('runs of several processes add up', async () => {
    const twice = [...(await scripts()), ...(await scripts())];
    const { functions, statements } = v8Hits('src/price.js', twice, placesInText(text));
    expect(functions.map(({ hits }) => hits)).toEqual([2, 2, 0]);
    expect(statements[0]?.hits).toBe(2);
  });
  test('what is no file is passed over', async () => {
    const { scripts: all } = await readV8(
      inPieces('{"result":[{"url":"node:fs","functions":[]},{"url":"file:///a.js","functions":[]}]}'),
      wantsAll,
    );
    expect(all.map(({ url }) => url)).toEqual(['file:///a.js']);
  });
  test('other JSON is refused', async () => {
    await expect(readV8(inPieces('{"timestamp":1}'), wantsAll)).rejects.toMatchObject({
      code: 'broken-report',
    });
  });
});

test('of ranges within each other the innermost one counts', () => {
  const ranges = [
    { startOffset: 0, endOffset: 10, count: 1 },
    { startOffset: 2, endOffset: 6, count: 5 },
    { startOffset: 4, endOffset: 6, count: 0 },
  ];
  const runs = flattenRanges([{ url: '', functions: [{ functionName: '', ranges }] }]);
  const at = (offset: number): number => mostHits(runs, offset, offset + 1);
  expect([...Array(12).keys()].map(at)).toEqual([1, 1, 5, 5, 0, 0, 1, 1, 1, 1, 0, 0]);
  expect(mostHits(runs, 4, 8)).toBe(1);
});

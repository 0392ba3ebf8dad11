import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanJson } from '../../../../src/coverage/formats/scan-json.ts';
import { collect, inPieces } from './report-bytes.ts';

type Entries = readonly (readonly [key: string, value: unknown])[];

/** How tools write an object: each file on a line, all on one line, indented, and one after the other in either way. */
const layouts: Readonly<Record<string, (entries: Entries) => string>> = {
  istanbul: (entries) =>
    `{${entries.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}\n`).join(',')}}\n`,
  'one line': (entries) => JSON.stringify(Object.fromEntries(entries)),
  indented: (entries) => JSON.stringify(Object.fromEntries(entries), null, 2),
  mixed: (entries) =>
    `{${entries
      .map(([key, value], index) => `${JSON.stringify(key)}: ${JSON.stringify(value, null, index % 3)}\n`)
      .join(',')}}`,
};

const keys = fc.oneof(fc.string(), fc.constantFrom('a\n', '"', '}\n,"', '\\', '__proto__x'));
const entries = fc.uniqueArray(fc.tuple(keys, fc.jsonValue({ maxDepth: 3 })), {
  selector: ([key]) => key,
  minLength: 1,
  maxLength: 8,
});

/** Values that are asked for, the first always, as a reader of reports does to see what it has before it. */
async function scan(text: string, wanted: ReadonlySet<string>, size: number): Promise<[string, unknown][]> {
  let seen = 0;
  const parts = scanJson(inPieces(text, size), 'report', ([key]) => {
    if (key === undefined) return 'enter';
    seen += 1;
    return seen === 1 || wanted.has(String(key)) ? 'keep' : 'skip';
  });
  return (await collect(parts)).map(({ path, text: value }) => [
    String(path[0]),
    JSON.parse(value) as unknown,
  ]);
}

describe.each(Object.entries(layouts))('%s', (_name, write) => {
  test('what is asked for is found, whatever stands around it', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.integer({ min: 1, max: 400 }), fc.nat(), async (all, size, mask) => {
        const text = write(all);
        // As they stand in the text: JavaScript puts keys that are numbers first.
        const order = Object.entries(JSON.parse(text) as object);
        const written = write === layouts['one line'] || write === layouts['indented'] ? order : all;
        const wanted = new Set(all.filter((_, index) => (mask >> index) & 1).map(([key]) => key));
        const expected = written.filter(([key], index) => index === 0 || wanted.has(key));
        expect(await scan(text, wanted, size)).toEqual(expected);
      }),
      { numRuns: 150, seed: 6 },
    );
  });
  test('a text that was cut is refused', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.double({ min: 0, max: 1, noNaN: true }), async (all, share) => {
        const text = write(all).trimEnd();
        const cut = text.slice(0, Math.floor(share * (text.length - 1)));
        await expect(scan(cut, new Set(), 64)).rejects.toMatchObject({ code: 'broken-report' });
      }),
      { numRuns: 80, seed: 6 },
    );
  });
});

describe('a report of one file on each line', () => {
  const file = (key: string): string => `${JSON.stringify(key)}: {"s":{"0":1},"path":"}\\n"}\n`;

  test('a line that was cut in the middle is refused, though the next one follows', async () => {
    const text = `{${file('a')},"b": {"s":{"0":1\n,${file('c')}}`;
    await expect(scan(text, new Set(), 1000)).rejects.toMatchObject({ code: 'broken-report' });
  });
  test('what nobody asks about may be broken within its line', async () => {
    const text = `{${file('a')},"b": {"s":{"0":1}\n,${file('c')}}`;
    expect((await scan(text, new Set(['c']), 1000)).map(([key]) => key)).toEqual(['a', 'c']);
  });
});

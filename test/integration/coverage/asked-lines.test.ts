import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOfTexts } from '../../../src/change/change-of-texts.ts';
import type { FileChange } from '../../../src/change/change.ts';
import type { FileHits } from '../../../src/coverage/report.ts';
import { measureFile } from '../../../src/review/measure-file.ts';
import { createFileInstrumenter } from '../../../src/run/instrument/create-instrumenter.ts';
import { codeReader } from './measure-code.ts';

const root = join(import.meta.dirname, '../../..');
const instrumenter = createFileInstrumenter();

/** What decides at the top of a file decides about what follows it. */
const endings = `
if (process.argv.length > 90) {
  process.exit(1);
}
export function one(a, b = 2) {
  if (a) return b;
  return a ?? b;
}

export class Two {
  #sum = 0;
  add(value) {
    if (!value) throw new Error('nothing');

    this.#sum += value;
  }
  get = () => {
    return this.#sum || 1;
  };
}
const three = (list) => list.map((each) => {
  // What it says.
  return each ? 1 : 2;
});
switch (three([]).length) {
  case 0:
    one(1);
    break;
  default:
    process.exit(2);
}
one(three([1]) && 2);
`;
const texts: readonly (readonly [path: string, text: string])[] = [
  ['src/endings.js', endings],
  ['src/endings.ts', endings.replace('(a, b = 2)', '(a?: number, b = 2): number | undefined')],
  ...['Cart.cs', 'Cart.java', 'app.jsx', 'cart.py', 'cart.rs', 'cart.ts', 'server.go'].map(
    (name) => [name, readFileSync(join(root, 'test/fixtures/syntax', `${name}.txt`), 'utf8')] as const,
  ),
];

/** The same change as git shows it: hunks of what differs, with a few lines around. */
function narrow(file: FileChange, around = 3): FileChange {
  const [whole] = file.hunks;
  if (whole === undefined) return file;
  const changed = whole.lines.flatMap(({ side }, index) => (side === 'both' ? [] : [index]));
  const from = Math.max(0, (changed[0] ?? 0) - around);
  const lines = whole.lines.slice(from, (changed.at(-1) ?? 0) + around + 1);
  const heads = lines.flatMap(({ headLine }) => headLine ?? []);
  return { ...file, hunks: [{ ...whole, lines, headStart: heads[0] ?? 0, headCount: heads.length }] };
}

/** What a report could say: of lines, or of all that istanbul counts. */
async function hitsOf(
  path: string,
  text: string,
  seed: number,
  byLine: boolean,
): Promise<FileHits | undefined> {
  const hits = (at: number): number => (at * 7 + seed) % 3;
  const map = byLine ? undefined : await instrumenter.instrument(path, text);
  if (map !== undefined)
    return {
      ...map,
      statements: map.statements.map((one, at) => ({ ...one, hits: hits(at) })),
      functions: map.functions.map((one, at) => ({ ...one, hits: hits(at) })),
      branches: map.branches.map((one, at) => ({
        ...one,
        arms: one.arms.map((arm, index) => ({ ...arm, hits: hits(at + index) })),
      })),
    };
  const count = text.split('\n').length;
  const statements = Array.from({ length: count }, (_, at) => ({
    place: { startLine: at + 1, startColumn: undefined, endLine: at + 1, endColumn: undefined },
    hits: hits(at),
  }));
  return { path, unit: 'line', statements, functions: [], branches: [], certainty: 'high' };
}

describe.each(texts)('%s', (path, text) => {
  it('what lies elsewhere need not be read', async () => {
    const lines = text.split('\n');
    const place = fc.tuple(fc.nat(lines.length - 1), fc.integer({ min: 1, max: 6 }), fc.boolean(), fc.nat(2));
    let left = 0;
    await fc.assert(
      fc.asyncProperty(place, async ([first, count, byLine, seed]) => {
        const before = [...lines.slice(0, first), ...lines.slice(first + count)].join('\n');
        const file = narrow(changeOfTexts(path, before, text));
        const hits = await hitsOf(path, text, seed, byLine);
        const data = {
          files: new Map(hits === undefined ? [] : [[path, hits]]),
          unusable: new Map<string, string>(),
          sources: [],
          formats: ['lcov'] as const,
          notes: [],
        };
        const measure = (isAll: boolean) =>
          measureFile({ file, text }, data, {
            instrumenter: {
              instrument: (one, whole, asked) =>
                instrumenter.instrument(one, whole, isAll ? undefined : asked),
            },
            code: {
              read: async (one, whole, asked) => {
                const facts = await codeReader.read(one, whole, isAll ? undefined : asked);
                left += (isAll ? 1 : -1) * ((facts?.statements.length ?? 0) + (facts?.functions.length ?? 0));
                return facts;
              },
            },
          });
        const [some, all] = [await measure(false), await measure(true)];
        expect(some.coverage).toEqual(all.coverage);
        expect(some.gaps).toEqual(all.gaps);
        expect(some.implied).toEqual(all.implied);
      }),
      { numRuns: 15, seed: 11 },
    );
    // Something was left out, or there would be nothing to prove.
    expect(left).toBeGreaterThan(0);
  });
});

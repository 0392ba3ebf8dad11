import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEvents } from '../../../../src/model/transport/read-events.ts';
import { readLines, readTextHead } from '../../../../src/model/transport/read-lines.ts';

async function* chunksOf(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    yield bytes.subarray(from, cut);
    from = cut;
  }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const encode = (text: string) => new TextEncoder().encode(text);

describe('readLines', () => {
  test('puts characters and lines together at every cut', async () => {
    const bytes = encode('{"a":"né 🙂"}\r\n{"b":"漢字"}\nlast');
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(await collect(readLines(chunksOf(bytes, [cut])))).toEqual([
        '{"a":"né 🙂"}',
        '{"b":"漢字"}',
        'last',
      ]);
    }
  });

  test('any text, any cuts: the same lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.array(fc.nat(60)), async (text, cuts) => {
        const clean = text.replace(/[\r\uFEFF]/gu, '');
        const bytes = encode(clean);
        const sorted = cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b);
        const wanted = clean.split('\n');
        if (wanted.at(-1) === '') wanted.pop();
        expect(await collect(readLines(chunksOf(bytes, sorted)))).toEqual(wanted);
      }),
      { numRuns: 100 },
    );
  });

  test('a line without end is refused at its limit', async () => {
    const endless = (async function* () {
      for (;;) yield encode('x'.repeat(100));
    })();
    await expect(collect(readLines(endless, 1000))).rejects.toMatchObject({ code: 'reply-broken' });
  });

  test('the head of a page of any size', async () => {
    const endless = (async function* () {
      for (;;) yield encode('page');
    })();
    expect(await readTextHead(endless, 10)).toBe('pagepagepa');
  });
});

describe('readEvents', () => {
  const events = (text: string) => collect(readEvents(readLines(chunksOf(encode(text), []))));

  test('skips comments and other fields, joins data lines', async () => {
    expect(await events(': ping\n\nevent: x\ndata: a\ndata:b\n\nid: 1\n\ndata: [DONE]\n\n')).toEqual([
      'a\nb',
      '[DONE]',
    ]);
  });
  test('takes error lines as data, and the last event without a blank line', async () => {
    expect(await events('error: {"code":500}\n\ndata: {}')).toEqual(['{"code":500}', '{}']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentOutline } from '../../../../src/change/indent-outline.ts';
import type { Syntax } from '../../../../src/review/ports.ts';
import { rememberReview } from '../../../../src/review/pull-request/remember.ts';
import { reviewChange, type ReviewResult } from '../../../../src/review/review-change.ts';
import type { EarlierReview } from '../../../../src/review/earlier-review.ts';
import { diffOfRows, textOfRows, type Row } from '../../../ports/diff-of-rows.ts';
import { reviewOptions, reviewPorts } from '../../../ports/review-ports.ts';
import { missingModel, scriptedModel, type ScriptedModel } from '../../../ports/scripted-model.ts';

const path = 'src/work.ts';

/** One function of a file under change. */
interface Piece {
  readonly name: string;
  readonly lines: number;
  /** Index of the line that the change replaces, and by what; undefined: it stays as it was. */
  readonly changed: { readonly at: number; readonly to: string } | undefined;
}

function rowsOf({ name, lines, changed }: Piece): Row[] {
  const body = Array.from({ length: lines }, (_, index): Row[] => {
    const old = `  use(${name}, ${index});`;
    if (index !== changed?.at) return [{ side: 'both', text: old }];
    return [
      { side: 'base', text: old },
      { side: 'head', text: `  ${changed.to}(${name}, ${index});` },
    ];
  });
  return [
    { side: 'both', text: `export function ${name}() {` },
    ...body.flat(),
    { side: 'both', text: '}' },
    { side: 'both', text: '' },
  ];
}

const byIndentation: Syntax = { outline: async (name, text) => indentOutline(name, text) };

async function review(
  files: Readonly<Record<string, readonly Row[]>>,
  model: ReturnType<typeof missingModel>,
  earlier?: EarlierReview,
): Promise<ReviewResult> {
  const diff = Object.entries(files)
    .map(([name, rows]) => diffOfRows(name, rows))
    .join('');
  const head = Object.fromEntries(
    Object.entries(files).map(([name, rows]) => [name, textOfRows(rows, 'head')]),
  );
  const ports = { model, syntax: byIndentation };
  return reviewChange({ ...reviewOptions, earlier }, reviewPorts({ diff, head, ports }));
}

function earlierOf(result: ReviewResult): EarlierReview {
  const memory = rememberReview({ result, head: 'a'.repeat(40), asking: 'same', told: [] });
  return { chunks: new Set(memory.chunks), carried: memory.carried };
}

/** The changed lines that a model was asked about. */
function askedAbout({ requests }: ScriptedModel): string[] {
  return requests.flatMap(({ messages }) => messages.at(-1)?.content.match(/^\+ .*$/gm) ?? []);
}

const piece = fc.record({
  lines: fc.integer({ min: 1, max: 12 }),
  at: fc.nat({ max: 11 }),
  isChanged: fc.boolean(),
});
const pieces = fc.array(piece, { minLength: 1, maxLength: 6 }).map((all) =>
  all.map(({ lines, at, isChanged }, index): Piece => {
    const changed = isChanged || index === 0 ? { at: at % lines, to: 'make' } : undefined;
    return { name: `part${index}`, lines, changed };
  }),
);
const unchanged = (prefix: string): fc.Arbitrary<Row[]> =>
  fc
    .integer({ min: 0, max: 40 })
    .map((lines) => (lines === 0 ? [] : rowsOf({ name: `${prefix}Old`, lines, changed: undefined })));

describe('an unchanged Chunk', () => {
  it('is asked about once, however far its lines move and whatever else changes', async () => {
    const moved = fc.record({ pieces, above: unchanged('above'), between: unchanged('between') });
    await fc.assert(
      fc.asyncProperty(moved, fc.boolean(), async ({ pieces: all, above, between }, withMore) => {
        const first = await review({ [path]: all.flatMap(rowsOf) }, scriptedModel([]));
        const [head, ...tail] = all;
        const fresh: Piece = { name: 'fresh', lines: 2, changed: { at: 1, to: 'add' } };
        const rows = [...above, ...(head ? rowsOf(head) : []), ...between, ...tail.flatMap(rowsOf)];
        const more = withMore ? { 'src/other.ts': rowsOf(fresh) } : {};
        const own = withMore ? [...rowsOf(fresh), ...rows] : rows;
        const model = scriptedModel([]);
        const second = await review({ ...more, [path]: own }, model, earlierOf(first));
        expect(model.requests).toHaveLength(withMore ? 2 : 0);
        for (const line of askedAbout(model)) expect(line).toContain('add(fresh');
        expect(second.review.complete).toBe(true);
        expect(second.reviewed.map(({ key }) => key)).toEqual(
          expect.arrayContaining(first.reviewed.map(({ key }) => key)),
        );
      }),
      { numRuns: 60, seed: 71 },
    );
  });

  it('is asked about again as soon as one of its lines is another', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, fc.nat({ max: 5 }), async (all, choice) => {
        const changed = all.filter((one) => one.changed !== undefined);
        const target = changed[choice % changed.length];
        const first = await review({ [path]: all.flatMap(rowsOf) }, scriptedModel([]));
        const again = all.map((one) =>
          one === target && one.changed ? { ...one, changed: { ...one.changed, to: 'remake' } } : one,
        );
        const model = scriptedModel([]);
        await review({ [path]: again.flatMap(rowsOf) }, model, earlierOf(first));
        expect(model.requests).toHaveLength(1);
        expect(askedAbout(model)).toEqual([expect.stringContaining(`remake(${target?.name ?? ''}`)]);
      }),
      { numRuns: 40, seed: 72 },
    );
  });

  it('is told apart from one of the same text in its file', async () => {
    const twin: Piece = { name: 'twin', lines: 3, changed: { at: 1, to: 'make' } };
    const gap = rowsOf({ name: 'other', lines: 9, changed: undefined });
    const first = await review({ [path]: [...rowsOf(twin), ...gap] }, scriptedModel([]));
    const model = scriptedModel([]);
    const rows = [...rowsOf(twin), ...gap, ...rowsOf(twin)];
    const second = await review({ [path]: rows }, model, earlierOf(first));
    expect(model.requests).toHaveLength(1);
    expect(new Set(second.reviewed.map(({ key }) => key)).size).toBe(2);
  });
});

const broken: Piece = { name: 'sum', lines: 4, changed: { at: 3, to: 'lose' } };
const claim = {
  quote: 'lose(sum, 3);',
  problem: 'The last item is lost.',
  severity: 'error',
  category: 'correctness',
};

describe('what was said of an unchanged Chunk', () => {
  const reply = JSON.stringify({ findings: [claim] });
  const above = rowsOf({ name: 'above', lines: 7, changed: undefined });

  it('comes back where its lines stand now, and fails the run again', async () => {
    const first = await review({ [path]: rowsOf(broken) }, scriptedModel([reply]));
    const second = await review(
      { [path]: [...above, ...rowsOf(broken)] },
      missingModel('server-unreachable'),
      earlierOf(first),
    );
    const [then, now] = [first.review.findings[0], second.review.findings[0]];
    expect(then?.anchor).toMatchObject({ startLine: 5, endLine: 5 });
    expect(now).toEqual({ ...then, anchor: { path, side: 'head', startLine: 15, endLine: 15 } });
    expect(second.review.excerpts[0]?.find(({ isMarked }) => isMarked)?.text).toContain('lose(sum, 3);');
    expect(second).toMatchObject({ exitCode: 1, review: { verdict: 'findings', complete: true } });
    expect(second.review.ledger).toMatchObject({
      mode: 'model',
      model: null,
      modelFailure: null,
      calls: 0,
      chunks: [{ outcome: 'reviewed', reused: true, cached: false }],
    });
  });

  it('is carried on from review to review', async () => {
    const none = missingModel('server-unreachable');
    const first = await review({ [path]: rowsOf(broken) }, scriptedModel([reply]));
    const second = await review({ [path]: rowsOf(broken) }, none, earlierOf(first));
    expect(earlierOf(second)).toEqual(earlierOf(first));
  });

  it('is asked for again where its place cannot be found', async () => {
    const first = await review({ [path]: rowsOf(broken) }, scriptedModel([reply]));
    const { chunks, carried } = earlierOf(first);
    for (const [from, to] of [
      [90, 90],
      [3, 3],
      [4, 4],
      [5, 3],
    ]) {
      const model = scriptedModel([reply]);
      const strayed = carried.map((one) => ({ ...one, first: from ?? 0, last: to ?? 0 }));
      await review({ [path]: rowsOf(broken) }, model, { chunks, carried: strayed });
      expect(model.requests, `lines ${from} to ${to}`).toHaveLength(1);
    }
  });

  it('is made inert again: others may have edited the comment that kept it', async () => {
    const first = await review({ [path]: rowsOf(broken) }, scriptedModel([reply]));
    const { chunks, carried } = earlierOf(first);
    const hostile = carried.map((one) => ({ ...one, message: 'hi @octocat ![x](http://evil/p.png)' }));
    const { review: done } = await review({ [path]: rowsOf(broken) }, scriptedModel([]), {
      chunks,
      carried: hostile,
    });
    expect(done.findings[0]?.message).toBe('hi `@octocat` x');
  });
});

it('leaves out of memory what was not reviewed', async () => {
  const files = { [path]: rowsOf(broken), 'src/b.ts': rowsOf({ ...broken, name: 'b' }) };
  const model = scriptedModel(['{"findings":[]}', 'no', 'no']);
  const first = await review(files, model);
  expect(first.review.complete).toBe(false);
  expect(first.reviewed.map(({ chunk }) => chunk.path)).toEqual([path]);
});

it('asks nobody about anything known, and says so when a new Chunk finds no model', async () => {
  const first = await review({ [path]: rowsOf(broken) }, scriptedModel([]));
  const files = { [path]: rowsOf(broken), 'src/b.ts': rowsOf({ ...broken, name: 'b' }) };
  const second = await review(files, missingModel('server-unreachable'), earlierOf(first));
  expect(second.review.ledger.files.map(({ outcome }) => outcome)).toEqual(['reviewed', 'not-reviewed']);
  expect(second.reviewed).toHaveLength(1);
});

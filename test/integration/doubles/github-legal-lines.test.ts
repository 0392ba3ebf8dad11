import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGit, storeTrees } from '../../doubles/diff-oracle/git-batch.ts';
import { legalLines } from '../../doubles/diff-oracle/legal-anchors.ts';
import { randomTrees } from '../../doubles/diff-oracle/random-trees.ts';
import { seededRandom } from '../../doubles/diff-oracle/seeded-random.ts';
import { diffFiles, diffSettings } from '../../doubles/github/git/compare-commits.ts';
import { openGit } from '../../doubles/github/git/open-git.ts';
import { readHunks } from '../../doubles/github/legal-lines.ts';
import { placeComment } from '../../doubles/github/place-comment.ts';

const folder = mkdtempSync(join(tmpdir(), 'github-legal-'));
const repository = 'o/r';
const path = join(folder, `${repository}.git`);
const git = openGit(folder);
beforeAll(() => {
  runGit(folder, ['init', '-q', '--bare', path]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the files of a diff against git itself', () => {
  it.each([1, 2, 3])(
    'of random trees with odd names, renames, links and binaries (seed %i)',
    async (seed) => {
      const { base, head } = randomTrees(seededRandom(seed), 250);
      storeTrees(path, base, head);
      const files = await diffFiles(git, repository, 'base', 'head');
      const names = runGit(path, ['diff', '--name-status', '-z', ...diffSettings, 'base', 'head']).toString(
        'utf8',
      );
      const expected = legalLines(runGit(path, ['diff', ...diffSettings, 'base', 'head']));
      expect(files.flatMap((file) => [file.previousPath ?? [], file.path].flat())).toEqual(
        names.split('\0').filter((field) => field !== '' && !/^(?:[ADMT]|R\d{3})$/.test(field)),
      );
      let compared = 0;
      for (const file of files) {
        const hunks = readHunks(file.patch);
        // Names that are not UTF-8 are the oracle's alone.
        const mine = expected.get(file.path);
        if (file.path.includes('\ufffd')) continue;
        const sides = (side: 'base' | 'head') =>
          hunks.map(({ rows }) => rows.map((row) => row[side]).filter((line) => line !== null));
        expect([sides('base'), sides('head')], file.path).toEqual([
          (mine?.base ?? []).map((lines) => [...lines]),
          (mine?.head ?? []).map((lines) => [...lines]),
        ]);
        compared += hunks.length;
      }
      expect(compared).toBeGreaterThan(100);
    },
  );
});

/** A file of few different lines, so that git has something to choose from; with any line ends and any last line. */
const text = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'b', '', '}', '@@ -1 +1 @@', 'x\r'), { minLength: 15, maxLength: 40 }),
    fc.constantFrom('', '\n'),
  )
  .map(([lines, end]) => lines.join('\n') + (lines.length === 0 ? '' : end));
/** Edits of a text: the head keeps most of its lines. */
const pair = fc
  .tuple(
    text,
    fc.array(fc.tuple(fc.nat(30), fc.constantFrom('', 'new', 'a')), { minLength: 1, maxLength: 4 }),
  )
  .map(([base, edits]) => {
    const lines = base.split('\n');
    for (const [at, line] of edits) lines.splice(at, line === '' ? 1 : 0, ...(line === '' ? [] : [line]));
    return [base, lines.join('\n')] as const;
  });
const place = fc.record(
  {
    line: fc.integer({ min: 0, max: 35 }),
    side: fc.constantFrom('LEFT' as const, 'RIGHT' as const),
    startLine: fc.integer({ min: 0, max: 35 }),
  },
  { requiredKeys: ['line', 'side'] },
);

/** Groups of lines of a side that stand in one hunk, reckoned from a diff without context: three lines around each change. */
function groups(bare: string, side: 'LEFT' | 'RIGHT', count: number): (number | undefined)[] {
  const group: (number | undefined)[] = Array<undefined>(count + 1).fill(undefined);
  let hunk = -1;
  let reach = -1;
  for (const [, base = '', bases = '1', head = '', heads = '1'] of bare.matchAll(
    /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm,
  )) {
    // A side without lines names the line before.
    const before = Number(base) - (bases === '0' ? 0 : 1);
    if (before - 3 > reach) hunk += 1;
    reach = before + Number(bases) + 3;
    const [start, size] = side === 'LEFT' ? [base, bases] : [head, heads];
    const first = Number(start) + (size === '0' ? 1 : 0);
    for (let line = Math.max(1, first - 3); line < first + Number(size) + 3 && line <= count; line += 1) {
      group[line] = hunk;
    }
  }
  return group;
}

describe('where a comment may stand, against git without context', () => {
  it('is in a hunk, from its start to its end', async () => {
    const cases = fc.sample(fc.tuple(pair, fc.array(place, { minLength: 40, maxLength: 40 })), {
      numRuns: 150,
      seed: 7,
    });
    const trees = ([0, 1] as const).map(
      (end) =>
        new Map(
          cases.map(([texts], at) => [`f${at}`, { mode: '100644' as const, content: texts[end] }] as const),
        ),
    );
    storeTrees(path, trees[0] ?? new Map(), trees[1] ?? new Map());
    const files = new Map(
      (await diffFiles(git, repository, 'base', 'head')).map((file) => [file.path, file]),
    );
    const bare = runGit(path, ['diff', ...diffSettings, '--unified=0', 'base', 'head']).toString('latin1');
    const bareOf = new Map(
      bare
        .split(/(?<=\n)(?=diff --git )/)
        .map((section) => [/^diff --git a\/(f\d+) /.exec(section)?.[1], section]),
    );
    let legal = 0;
    for (const [at, [texts, places]] of cases.entries()) {
      const hunks = readHunks(files.get(`f${at}`)?.patch ?? '');
      for (const { line, side, startLine } of places) {
        const whole = texts[side === 'LEFT' ? 0 : 1];
        const count = whole.split('\n').length - (whole.endsWith('\n') || whole === '' ? 1 : 0);
        const group = groups(bareOf.get(`f${at}`) ?? '', side, count);
        const isLegal =
          group[line] !== undefined &&
          (startLine === undefined || (startLine < line && group[startLine] === group[line]));
        const placed = placeComment({ path: 'f', line, side, startLine }, () => hunks);
        expect(typeof placed !== 'string', JSON.stringify({ texts, line, side, startLine, placed })).toBe(
          isLegal,
        );
        legal += Number(isLegal);
      }
    }
    expect(legal).toBeGreaterThan(300);
  });
});

import { describe, expect, it } from 'vitest';
import { readChangedLines } from '../../../bench/review/changed-lines.ts';
import type { CommitReader } from '../../../bench/review/commit-case.ts';
import { buildCommitCase } from '../../../bench/review/commit-case.ts';
import type { CommitReference } from '../../../bench/review/commit-reference.ts';
import { caseIdOf, commitReferenceSchema, readReferences } from '../../../bench/review/commit-reference.ts';
import { isKeptAside } from '../../../bench/review/kept-aside.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const source = { repository: 'acme/shop', commit };

describe('commits.yml', () => {
  const references = readReferences();
  const bugs = references.filter((reference) => reference.bugs !== undefined);
  const clean = references.filter((reference) => reference.bugs === undefined);

  it('has enough commits with bugs, of all languages, and as many clean ones', () => {
    expect(bugs.length).toBeGreaterThanOrEqual(32);
    expect(clean.length).toBeGreaterThanOrEqual(bugs.length);
    expect(bugs.filter(({ language }) => language === 'python').length).toBeGreaterThanOrEqual(10);
    expect(bugs.filter(({ language }) => language === 'typescript').length).toBeGreaterThanOrEqual(14);
    expect(new Set(bugs.map(({ repository }) => repository)).size).toBeGreaterThanOrEqual(8);
  });

  it('names each case once', () => {
    const ids = references.map(caseIdOf);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('takes clean commits from the repositories of the bugs', () => {
    const buggy = new Set(bugs.map(({ repository }) => repository));
    expect(clean.filter(({ repository }) => !buggy.has(repository))).toEqual([]);
  });

  it('has bugs that are pure removals in at most a third', () => {
    const removals = bugs.filter((reference) => reference.bugs?.every(({ removal }) => removal === true));
    expect(removals.length).toBeLessThanOrEqual(bugs.length / 3);
  });

  it('gives no bug away in a title', () => {
    const telling = /\b(bugs?|bring|breaks?|revert|reverse|wrong|lose|forget|leak)/i;
    expect(bugs.filter(({ title }) => telling.test(title))).toEqual([]);
  });

  it('keeps between a third and two thirds aside, of both sorts', () => {
    for (const part of [bugs, clean]) {
      const aside = part.filter((reference) => isKeptAside({ id: caseIdOf(reference), source }));
      expect(aside.length).toBeGreaterThan(part.length / 3);
      expect(aside.length).toBeLessThan((part.length * 2) / 3);
    }
  });
});

describe('isKeptAside', () => {
  // The first 8 digits of `printf %s ID | sha256sum`, and what they are as a fraction of 2^32.
  it.each([
    { id: 'login-page', digits: '12f76e88', fraction: 0.074, own: true, ofCommit: true },
    { id: 'tax-rate', digits: '363deb86', fraction: 0.212, own: false, ofCommit: true },
    { id: 'mail-queue', digits: '7544e2bd', fraction: 0.458, own: false, ofCommit: true },
    { id: 'acme-shop-1111111', digits: '89707820', fraction: 0.537, own: false, ofCommit: false },
    { id: 'price-list', digits: 'e5a625ce', fraction: 0.897, own: false, ofCommit: false },
  ])('$id is at $fraction ($digits)', ({ id, own, ofCommit }) => {
    expect(isKeptAside({ id })).toBe(own);
    expect(isKeptAside({ id, source })).toBe(ofCommit);
  });

  it('looks at nothing but the id and whether there is a source', () => {
    const other = { repository: 'other/one', commit: 'f'.repeat(40) };
    expect(isKeptAside({ id: 'mail-queue', source: other })).toBe(true);
  });
});

describe('readChangedLines', () => {
  it('reads hunk headers with and without counts', () => {
    const diff =
      '--- a/f\n+++ b/f\n@@ -1 +1,2 @@\n-a\n+b\n+c\n@@ -5,2 +6,0 @@ f()\n-d\n-e\n@@ -9,0 +9 @@\n+g\n';
    expect(readChangedLines(diff)).toEqual({ added: new Set([1, 2, 9]), removedAfter: [6], size: 6 });
  });

  it('says nothing of an empty diff', () => {
    expect(readChangedLines('')).toEqual({ added: new Set(), removedAfter: [], size: 0 });
  });
});

describe('buildCommitCase', () => {
  const reference: CommitReference = {
    repository: 'acme/shop',
    commit,
    licence: 'MIT',
    language: 'typescript',
    kind: 'off-by-one',
    title: 'walk the items',
    paths: ['src/items.ts'],
    bugs: [{ path: 'src/items.ts', lines: [2], why: 'The last index is one too high.' }],
  };
  const { bugs: _bugs, ...rest } = reference;
  const forward: CommitReference = { ...rest, kind: 'clean-refactoring' };

  it('plays a fix backwards and quotes the line of the head', () => {
    const found = buildCommitCase(reference, readerOf('@@ -2 +2 @@\n'));
    expect(found.id).toBe('acme-shop-0123456');
    expect(found.files).toEqual([
      { path: 'src/items.ts', before: `of ${commit}\n  fixed;\n`, after: `of ${commit}^\n  broken;\n` },
    ]);
    expect(found.bugs).toEqual([
      {
        path: 'src/items.ts',
        lines: [2],
        quote: 'broken;',
        also: [],
        why: 'The last index is one too high.',
      },
    ]);
    expect(found.source).toEqual(source);
  });

  it('plays a clean commit forwards', () => {
    const found = buildCommitCase(forward, readerOf('@@ -2 +2 @@\n'));
    expect(found.files[0]?.after).toBe(`of ${commit}\n  fixed;\n`);
    expect(found.bugs).toEqual([]);
  });

  it('refuses a line that was not added', () => {
    expect(() => buildCommitCase(reference, readerOf('@@ -1 +1 @@\n'))).toThrow(
      'src/items.ts:2 is not an added line',
    );
  });

  it('takes a line beside a removal only when it is marked', () => {
    const [bug] = reference.bugs ?? [];
    const removal: CommitReference = { ...reference, bugs: bug ? [{ ...bug, removal: true }] : [] };
    const diff = '@@ -3,2 +2,0 @@\n';
    expect(buildCommitCase(removal, readerOf(diff)).bugs[0]?.removal).toBe(true);
    expect(() => buildCommitCase(reference, readerOf(diff))).toThrow('not an added line');
    expect(() => buildCommitCase(removal, readerOf('@@ -9,2 +8,0 @@\n'))).toThrow('not next to a removal');
  });

  it('refuses a file without a change, and a large change', () => {
    expect(() => buildCommitCase(forward, readerOf(''))).toThrow('src/items.ts does not change');
    expect(() => buildCommitCase(forward, readerOf('@@ -1,60 +1,61 @@\n'))).toThrow('121 changed lines');
  });

  it('does not accept bugs in a clean reference or outside of its paths', () => {
    expect(commitReferenceSchema.safeParse(reference).success).toBe(true);
    expect(commitReferenceSchema.safeParse({ ...reference, kind: 'clean-fix' }).success).toBe(false);
    expect(commitReferenceSchema.safeParse({ ...reference, paths: ['other.ts'] }).success).toBe(false);
    expect(commitReferenceSchema.safeParse({ ...reference, licence: 'GPL-3.0' }).success).toBe(false);
  });
});

function readerOf(diff: string): CommitReader {
  return {
    read: (revision) => `of ${revision}\n  ${revision.endsWith('^') ? 'broken' : 'fixed'};\n`,
    diff: () => diff,
  };
}

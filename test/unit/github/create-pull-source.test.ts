import { describe, expect, it } from 'vitest';
import { createPullSource } from '../../../src/github/create-pull-source.ts';
import type { ListEntry } from '../../../src/github/source/list-entry.ts';
import { silentLog } from '../../../src/log.ts';
import { address, baseUrl, failureOf, json, scriptedClient, type Sent } from './scripted-fetch.ts';

const { signal } = new AbortController();
const tooLarge = () =>
  json(
    {
      message: 'Sorry, the diff exceeded the maximum number of files (300).',
      errors: [{ code: 'too_large' }],
    },
    406,
  );
const isDiff = ({ headers }: Sent) => headers['accept']?.includes('diff') ?? false;

function read(answer: (sent: Sent) => Response) {
  const scripted = scriptedClient(answer);
  const source = createPullSource({ client: scripted.client, address, log: silentLog });
  return { ...scripted, source, change: source.read(signal) };
}

/** Beyond the limits of a diff: a list of files. */
function listed(entries: readonly ListEntry[], total = entries.length) {
  return read((sent) => {
    if (isDiff(sent)) return tooLarge();
    if (sent.path === '/repos/octo/shop/pulls/7') return json({ changed_files: total });
    const page = Number(sent.query.get('page') ?? '1');
    const isLast = page * 100 >= entries.length;
    const link = `<${baseUrl}${sent.path}?per_page=100&page=${page + 1}>; rel="next"`;
    return json(entries.slice((page - 1) * 100, page * 100), 200, isLast ? {} : { link });
  });
}

const entry = (filename: string, more: Partial<ListEntry> = {}): ListEntry => ({
  ...{ filename, status: 'modified', changes: 2, sha: 'c'.repeat(40) },
  patch: '@@ -1 +1 @@\n-old\n+new',
  ...more,
});
const blob = { binary: false, submodule: false };

describe('a diff in one piece', () => {
  const diff = (bytes: Buffer) =>
    read(
      () =>
        new Response(bytes, { headers: { 'content-type': 'application/vnd.github.v3.diff; charset=utf-8' } }),
    );
  const text = (line: string) =>
    `diff --git a/a.ts b/a.ts\nindex 1111111..2222222 100644\n--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-old\n+${line}\n`;

  it('is one request', async () => {
    const { change, sent, source } = diff(Buffer.from(text('naïve 😀')));
    const { files, context } = await change;
    expect(context).toBe('hunk');
    expect(source.title).toBe('pull request octo/shop#7');
    expect(files[0]?.hunks[0]?.lines.map((line) => line.text)).toEqual(['old', 'naïve 😀']);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.headers['accept']).toBe('application/vnd.github.v3.diff');
  });

  it('keeps bytes that are no UTF-8', async () => {
    const { files } = await diff(Buffer.from(text('caf\u00e9'), 'latin1')).change;
    expect([files[0]?.encoding, files[0]?.hunks[0]?.lines[1]?.text]).toEqual(['latin1', 'caf\u00e9']);
  });

  it('of nothing holds nothing', async () => {
    expect((await diff(Buffer.alloc(0)).change).files).toEqual([]);
  });

  it('that breaks is said to be broken', async () => {
    expect((await failureOf(diff(Buffer.from(text('x').slice(0, -3))).change)).code).toBe('broken-diff');
  });

  it('that may not be read is no reason to try the list', async () => {
    const { change, sent } = read(() => json({ message: 'Not Found' }, 404));
    expect((await failureOf(change)).code).toBe('forge-not-found');
    expect(sent).toHaveLength(1);
  });
});

describe('a diff that is too large (R14)', () => {
  it('is read file by file, over all pages', async () => {
    const { change, sent } = listed(Array.from({ length: 301 }, (_, index) => entry(`src/f${index}.ts`)));
    const { files } = await change;
    expect(files).toHaveLength(301);
    expect(files[300]?.hunks[0]?.lines.map(({ side, text }) => [side, text])).toEqual([
      ['base', 'old'],
      ['head', 'new'],
    ]);
    expect(sent).toHaveLength(5);
  });

  it.each([422, 500, 503])('or cannot be made (%i) likewise', async (status) => {
    const { change } = read((sent) =>
      isDiff(sent) ? json({ message: 'Sorry' }, status) : json([entry('a.ts')]),
    );
    expect((await change).files).toHaveLength(1);
  });

  it('says of which files GitHub shows no lines', async () => {
    const { change } = listed([
      entry('big.ts', { patch: undefined, changes: 30_000 }),
      entry('empty patch.ts', { patch: '' }),
      entry('image.png', { patch: undefined, changes: 0 }),
      entry('broken.ts', { patch: '@@ -1,9 +1,9 @@\n-old' }),
      entry('two.ts', { patch: '@@ -1 +1 @@\n-a\n+b\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b' }),
    ]);
    const { files } = await change;
    expect(files.map(({ unread }) => unread?.reason)).toEqual([
      'GitHub does not show its lines',
      'GitHub does not show its lines',
      'GitHub does not show its lines',
      'GitHub shows its lines in a form that cannot be read',
      'GitHub shows its lines in a form that cannot be read',
    ]);
    expect(files.every(({ hunks }) => hunks.length === 0)).toBe(true);
  });

  it('keeps what the list tells: renames, additions, deletions, submodules, empty files', async () => {
    const gitlink = `@@ -1 +1 @@\n-Subproject commit ${'1'.repeat(40)}\n+Subproject commit ${'2'.repeat(40)}`;
    const { change } = listed([
      entry('new.ts', { status: 'added', patch: '@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file' }),
      entry('gone.ts', { status: 'removed', patch: '@@ -1 +0,0 @@\n-a' }),
      entry('to.ts', {
        status: 'renamed',
        previous_filename: 'from.ts',
        patch: undefined,
        changes: 0,
      } as never),
      entry('lib', { patch: gitlink }),
      entry('empty', {
        status: 'added',
        changes: 0,
        patch: undefined,
        sha: 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
      } as never),
      entry('-a b\n"c"\u202e.ts'),
    ]);
    const { files } = await change;
    expect(files).toMatchObject([
      { path: 'new.ts', basePath: undefined, status: 'added', headBlob: 'c'.repeat(40), ...blob },
      {
        path: 'gone.ts',
        basePath: 'gone.ts',
        status: 'deleted',
        baseBlob: 'c'.repeat(40),
        headBlob: undefined,
      },
      { path: 'to.ts', basePath: 'from.ts', status: 'renamed', hunks: [] },
      { path: 'lib', submodule: true },
      { path: 'empty', status: 'added', hunks: [] },
      { path: '-a b\n"c"\u202e.ts', basePath: '-a b\n"c"\u202e.ts' },
    ]);
    expect(files.every(({ unread }) => unread === undefined)).toBe(true);
    expect(files[0]?.hunks[0]?.lines.map(({ newline }) => newline)).toEqual([true, false]);
  });

  it('has an entry for what stands behind its 3,000th file', async () => {
    const entries = Array.from({ length: 3000 }, (_, index) => entry(`f${index}.ts`));
    const { files } = await listed(entries, 3172).change;
    expect(files).toHaveLength(3001);
    expect(files.at(-1)).toMatchObject({
      path: '(172 more files)',
      hunks: [],
      unread: { reason: 'GitHub lists no more than 3000 files of a pull request' },
    });
    const whole = await listed(entries, 3000).change;
    expect(whole.files).toHaveLength(3000);
  });
});

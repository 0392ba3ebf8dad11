import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../../src/change/change.ts';
import { parseDiff } from '../../../src/change/parse-diff.ts';
import { isGalleyError } from '../../../src/errors.ts';

/** The diff as an adapter hands it over: one character per byte. */
function bytes(...lines: string[]): string {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''), 'utf8').toString('latin1');
}

function parseOne(...lines: string[]): FileChange {
  const files = parseDiff(bytes(...lines));
  expect(files).toHaveLength(1);
  return files[0]!;
}

function failure(text: string): { code: string; message: string; why: string; todo: string } {
  try {
    parseDiff(text);
  } catch (error) {
    if (isGalleyError(error)) return error;
    throw error;
  }
  throw new Error('parseDiff took it');
}

const modified = ['diff --git a/x.ts b/x.ts', 'index 1111111..2222222 100644', '--- a/x.ts', '+++ b/x.ts'];
const oneHunk = ['@@ -1 +1 @@', '-a', '+b'];

describe('hunks', () => {
  it('understands counts left out', () => {
    const [hunk] = parseOne(...modified, ...oneHunk).hunks;

    expect(hunk).toEqual({
      baseStart: 1,
      baseCount: 1,
      headStart: 1,
      headCount: 1,
      section: '',
      lines: [
        { side: 'base', text: 'a', baseLine: 1, headLine: undefined, newline: true },
        { side: 'head', text: 'b', baseLine: undefined, headLine: 1, newline: true },
      ],
    });
  });

  it('numbers context, removed and added lines on their own sides', () => {
    const file = parseOne(...modified, '@@ -5,3 +5,3 @@ class Cart {', ' one', '-two', '+zwei', ' three');

    expect(file.hunks[0]?.section).toBe('class Cart {');
    expect(file.hunks[0]?.lines.map((line) => [line.side, line.baseLine, line.headLine, line.text])).toEqual([
      ['both', 5, 5, 'one'],
      ['base', 6, undefined, 'two'],
      ['head', undefined, 6, 'zwei'],
      ['both', 7, 7, 'three'],
    ]);
  });

  it('keeps the start of -U0 hunks that only add or only remove', () => {
    const file = parseOne(...modified, '@@ -3,0 +4,2 @@', '+a', '+b', '@@ -9 +11,0 @@', '-z');

    expect(
      file.hunks.map((hunk) => [hunk.baseStart, hunk.baseCount, hunk.headStart, hunk.headCount]),
    ).toEqual([
      [3, 0, 4, 2],
      [9, 1, 11, 0],
    ]);
    expect(file.hunks[1]?.lines[0]).toMatchObject({ side: 'base', baseLine: 9 });
  });

  it('takes lines that look like headers for content', () => {
    const body = [
      '--- a/y',
      '-++ b/y',
      '+++ b/y',
      '+diff --git a/y b/y',
      '+@@ -1 +1 @@',
      '+\\ No newline at end of file',
    ];
    const file = parseOne(...modified, '@@ -1,2 +1,4 @@', ...body);

    expect(file.hunks).toHaveLength(1);
    expect(file.hunks[0]?.lines.map((line) => line.text)).toEqual([
      '-- a/y',
      '++ b/y',
      '++ b/y',
      'diff --git a/y b/y',
      '@@ -1 +1 @@',
      '\\ No newline at end of file',
    ]);
    expect(file.hunks[0]?.lines.every((line) => line.newline)).toBe(true);
  });

  it.each([
    ['base', ['-a', '\\ No newline at end of file', '+b'], [false, true]],
    ['head', ['-a', '+b', '\\ No newline at end of file'], [true, false]],
    ['both', ['-a', '\\ No newline at end of file', '+b', '\\ No newline at end of file'], [false, false]],
    ['GNU diff in another language', ['-a', '+b', '\\ Kein Zeilenumbruch am Dateiende.'], [true, false]],
  ])('knows a missing line feed: %s', (_name, body, newlines) => {
    const file = parseOne(...modified, '@@ -1 +1 @@', ...body);

    expect(file.hunks[0]?.lines.map((line) => line.newline)).toEqual(newlines);
    expect(file.hunks[0]?.lines.map((line) => line.text)).toEqual(['a', 'b']);
  });

  it('keeps carriage returns, form feeds and trailing space in the text', () => {
    const file = parseOne(...modified, '@@ -1,2 +1,2 @@', ' keep\r', '-a\rb\fc\r', '+a\rb\fc  ');

    expect(file.hunks[0]?.lines.map((line) => line.text)).toEqual(['keep\r', 'a\rb\fc\r', 'a\rb\fc  ']);
  });

  it('takes a wholly empty line for an empty context line', () => {
    const file = parseOne(...modified, '@@ -1,3 +1,3 @@', '', '-a', '+b', '');

    expect(file.hunks[0]?.lines.map((line) => [line.side, line.text])).toEqual([
      ['both', ''],
      ['base', 'a'],
      ['head', 'b'],
      ['both', ''],
    ]);
  });

  it('reads the last line of an input that lost its last line feed', () => {
    const file = parseDiff(bytes(...modified, ...oneHunk).slice(0, -1))[0];

    expect(file?.hunks[0]?.lines.at(-1)).toMatchObject({ text: 'b', newline: true });
  });
});

describe('hunks that git diff --function-context grew into each other', () => {
  const first = ['@@ -1,3 +1,2 @@', '-a', ' b', ' c'];

  it('shows a line once, in the first of them', () => {
    const file = parseOne(...modified, ...first, '@@ -2,4 +1,5 @@ b', ' b', ' c', ' d', '+new', ' e');

    expect(file.hunks[1]).toMatchObject({
      baseStart: 4,
      baseCount: 2,
      headStart: 3,
      headCount: 3,
      section: 'b',
    });
    expect(file.hunks[1]?.lines.map((line) => line.text)).toEqual(['d', 'new', 'e']);
  });

  it("keeps git's start for a rest that only adds", () => {
    const file = parseOne(...modified, ...first, '@@ -2,2 +1,3 @@', ' b', ' c', '+new');

    expect(file.hunks[1]).toMatchObject({ baseStart: 3, baseCount: 0, headStart: 3, headCount: 1 });
    expect(file.hunks[1]?.lines[0]).toMatchObject({ side: 'head', headLine: 3 });
  });

  it.each([
    ['the sides do not agree', ['@@ -2,3 +2,4 @@', ' b', ' c', ' d', '+new']],
    ['a changed line is repeated', ['@@ -2,2 +1,2 @@', '-b', '+x', ' c']],
    ['nothing is left', ['@@ -2,2 +1,2 @@', ' b', ' c']],
  ])('refuses when %s', (_name, second) => {
    expect(failure(bytes(...modified, ...first, ...second)).code).toBe('broken-diff');
  });
});

describe('text', () => {
  it('decodes UTF-8 file by file and keeps other bytes one to one', () => {
    const utf8 = bytes(...modified, '@@ -1 +1 @@', '-grün', '+blå 🙂');
    const latin1 = [...modified, '@@ -1,2 +1,2 @@ ', ' ascii', '-gr\xfcn', '+bl\xe5']
      .join('\n')
      .replaceAll('x.ts', 'y.ts');

    const files = parseDiff(`${utf8}${latin1}\n`);

    expect(files.map((file) => file.encoding)).toEqual(['utf8', 'latin1']);
    expect(files[0]?.hunks[0]?.lines.map((line) => line.text)).toEqual(['grün', 'blå 🙂']);
    expect(files[1]?.hunks[0]?.lines.map((line) => line.text)).toEqual(['ascii', 'gr\xfcn', 'bl\xe5']);
  });

  it('keeps a byte order mark of the content', () => {
    const file = parseOne(...modified, '@@ -1 +1 @@', '-\uFEFFa', '+a');

    expect(file.hunks[0]?.lines[0]?.text).toBe('\uFEFFa');
  });

  it('drops the half character at which git cut the section', () => {
    const text = bytes(...modified, '@@ -1 +1 @@ funktion grün', '-a', '+b').replace('\xbcn\n', '\n');

    expect(parseDiff(text)[0]?.hunks[0]?.section).toBe('funktion gr');
  });
});

describe('status and modes', () => {
  it('reads new, deleted and empty files', () => {
    const files = parseDiff(
      bytes(
        ...['diff --git a/new.ts b/new.ts', 'new file mode 100755', 'index 0000000..1111111'],
        ...['--- /dev/null', '+++ b/new.ts', '@@ -0,0 +1 @@', '+a'],
        ...['diff --git a/old.ts b/old.ts', 'deleted file mode 100644', 'index 1111111..0000000'],
        ...['--- a/old.ts', '+++ /dev/null', '@@ -1 +0,0 @@', '-a'],
        ...['diff --git a/none b c b/none b c', 'new file mode 100644', 'index 0000000..e69de29'],
      ),
    );

    expect(files).toMatchObject([
      { path: 'new.ts', basePath: undefined, status: 'added', headMode: '100755', headBlob: '1111111' },
      { path: 'old.ts', basePath: 'old.ts', status: 'deleted', baseMode: '100644', headMode: undefined },
      { path: 'none b c', basePath: undefined, status: 'added', hunks: [] },
    ]);
    expect(files[0]?.baseBlob).toBeUndefined();
  });

  it('reads renames and copies with and without edits', () => {
    const files = parseDiff(
      bytes(
        ...[
          'diff --git a/a b/b c b/d b/e',
          'similarity index 100%',
          'rename from a b/b c',
          'rename to d b/e',
        ],
        ...[
          'diff --git a/x b/y',
          'similarity index 50%',
          'copy from x',
          'copy to y',
          'index 1111111..2222222 100644',
        ],
        ...['--- a/x', '+++ b/y', ...oneHunk],
      ),
    );

    expect(files).toMatchObject([
      { status: 'renamed', basePath: 'a b/b c', path: 'd b/e', hunks: [] },
      { status: 'copied', basePath: 'x', path: 'y', baseMode: '100644', headMode: '100644' },
    ]);
    expect(files[1]?.hunks).toHaveLength(1);
  });

  it('reads mode changes, binary files and submodules', () => {
    const files = parseDiff(
      bytes(
        ...['diff --git a/run me.sh b/run me.sh', 'old mode 100644', 'new mode 100755'],
        ...[
          'diff --git a/a.png b/a.png',
          'index 1111111..2222222 100644',
          'Binary files a/a.png and b/a.png differ',
        ],
        ...['diff --git a/b.png b/b.png', 'index 1111111..2222222 100644', 'GIT binary patch', 'literal 3'],
        ...['Kcmd-+@@', '', 'literal 0', 'HcmV?d00001', ''],
        ...[
          'diff --git a/sub b/sub',
          'index 1111111..2222222 160000',
          '--- a/sub',
          '+++ b/sub',
          '@@ -1 +1 @@',
        ],
        ...['-Subproject commit 1111111', '+Subproject commit 2222222-dirty'],
      ),
    );

    expect(files).toMatchObject([
      { path: 'run me.sh', baseMode: '100644', headMode: '100755', binary: false, hunks: [] },
      { path: 'a.png', binary: true, hunks: [] },
      { path: 'b.png', binary: true, hunks: [] },
      { path: 'sub', submodule: true, binary: false },
    ]);
  });

  it('shows a type change as git does: deleted, then added', () => {
    const files = parseDiff(
      bytes(
        ...[
          'diff --git a/x b/x',
          'deleted file mode 100644',
          'index 1111111..0000000',
          '--- a/x',
          '+++ /dev/null',
        ],
        ...['@@ -1 +0,0 @@', '-a'],
        ...[
          'diff --git a/x b/x',
          'new file mode 120000',
          'index 0000000..2222222',
          '--- /dev/null',
          '+++ b/x',
        ],
        ...['@@ -0,0 +1 @@', '+target', '\\ No newline at end of file'],
      ),
    );

    expect(files.map((file) => [file.status, file.headMode])).toEqual([
      ['deleted', undefined],
      ['added', '120000'],
    ]);
  });

  it('reads what diff.submodule=log prints, once per submodule', () => {
    const files = parseDiff(
      bytes(
        'Submodule lib/a b contains modified content',
        'Submodule lib/a b 1111111..2222222:',
        '  > Fix',
        '  < Break',
      ),
    );

    expect(files).toMatchObject([
      { path: 'lib/a b', submodule: true, baseBlob: '1111111', headBlob: '2222222' },
    ]);
  });
});

describe('names', () => {
  it.each([
    ['default', 'a/', 'b/'],
    ['diff.noprefix', '', ''],
    ['diff.mnemonicPrefix', 'i/', 'w/'],
    ['custom', 'before/', 'now/'],
    ['custom, several directories', 'cmp/old/', 'cmp/new/'],
    ['reversed', 'b/', 'a/'],
  ])('takes off the prefix: %s', (_name, base, head) => {
    for (const path of ['src/x.ts', 'b/x.ts', 'has b/ in it b/x']) {
      const command = `diff --git ${base}${path} ${head}${path}`;
      const tab = path.includes(' ') ? '\t' : '';
      const names = [`--- ${base}${path}${tab}`, `+++ ${head}${path}${tab}`];

      expect(parseOne(command, ...names, ...oneHunk).path).toBe(path);
      expect(parseOne(command, 'old mode 100644', 'new mode 100755').path).toBe(path);
      const added = parseOne(
        command,
        'new file mode 100644',
        '--- /dev/null',
        names[1]!,
        '@@ -0,0 +1 @@',
        '+a',
      );
      expect(added.path).toBe(path);
      const deleted = parseOne(
        command,
        'deleted file mode 100644',
        names[0]!,
        '+++ /dev/null',
        '@@ -1 +0,0 @@',
        '-a',
      );
      expect(deleted.path).toBe(path);
    }
  });

  it('learns a prefix without slash from a rename in the same diff', () => {
    const files = parseDiff(
      bytes(
        ...['diff --git old-src/x new-src/x', '--- old-src/x', '+++ new-src/x', ...oneHunk],
        ...['diff --git old-a new-b', 'rename from a', 'rename to b', '--- old-a', '+++ new-b', ...oneHunk],
      ),
    );

    expect(files.map((file) => file.path)).toEqual(['src/x', 'b']);
  });

  it.each([
    ['UTF-8 bytes', String.raw`gr\303\274n.txt`, 'grün.txt'],
    ['tab, line feed, quote, backslash', String.raw`a\tb\nc\"d\\e`, 'a\tb\nc"d\\e'],
    ['bytes that are no UTF-8', String.raw`gr\374n`, 'gr\xfcn'],
  ])('undoes the quoting: %s', (_name, quoted, path) => {
    const file = parseOne(
      `diff --git "a/${quoted}" "b/${quoted}"`,
      ...[`--- "a/${quoted}"`, `+++ "b/${quoted}"`, ...oneHunk],
    );

    expect(file.path).toBe(path);
    expect(
      parseOne(`diff --git "a/${quoted}" "b/${quoted}"`, 'old mode 100644', 'new mode 100755').path,
    ).toBe(path);
  });

  it('reads a name of which one side only is quoted', () => {
    const file = parseOne(
      String.raw`diff --git a/plain "b/new\tname"`,
      ...['similarity index 100%', 'rename from plain', String.raw`rename to "new\tname"`],
    );

    expect(file).toMatchObject({ basePath: 'plain', path: 'new\tname' });
  });

  it.each([
    'name with trailing space ',
    '--output=x',
    '-p',
    'dev/null',
    '2020-01-01 10:00:00 +0000.sql',
    'a and b differ',
    "it's",
    'naïve',
  ])('keeps the odd name %j', (path) => {
    const tab = path.includes(' ') ? '\t' : '';

    expect(
      parseOne(`diff --git a/${path} b/${path}`, `--- a/${path}${tab}`, `+++ b/${path}${tab}`, ...oneHunk)
        .path,
    ).toBe(path);
    expect(parseOne(`diff --git a/${path} b/${path}`, 'old mode 100644', 'new mode 100755').path).toBe(path);
  });

  it('reads git diff --no-index of two names as a rename', () => {
    const file = parseOne('diff --git a/one.txt b/two.txt', '--- a/one.txt', '+++ b/two.txt', ...oneHunk);

    expect(file).toMatchObject({ status: 'renamed', basePath: 'one.txt', path: 'two.txt' });
  });
});

describe('what stands around a diff', () => {
  it('skips mail, commit headers and signatures', () => {
    const text = bytes(
      ...['From 1111 Mon Sep 17 00:00:00 2001', 'Subject: [PATCH] x', '', '---', ' x.ts | 2 +-', ''],
      ...[...modified, ...oneHunk, '-- ', '2.39.5', '', 'commit 2222', '', '    +message', ''],
      ...[...modified, ...oneHunk].map((line) => line.replaceAll('x.ts', 'y.ts')),
    );

    expect(parseDiff(text).map((file) => file.path)).toEqual(['x.ts', 'y.ts']);
  });

  it('reads diff -u', () => {
    const files = parseDiff(
      bytes(
        ...['diff -ruN old/src/x.c new/src/x.c', '--- old/src/x.c\t2026-01-01 10:00:00.0 +0000'],
        ...['+++ new/src/x.c\t2026-01-02 10:00:00.0 +0000', ...oneHunk],
        ...['--- old/n.c\t1970-01-01 00:00:00.000000000 +0000', '+++ b/n.c\t2026-01-02 10:00:00.0 +0000'],
        ...['@@ -0,0 +1 @@', '+a', '--- main.c.orig\t2026', '+++ main.c\t2026', ...oneHunk],
        'Binary files old/logo.png and new/logo.png differ',
      ),
    );

    expect(files.map((file) => [file.path, file.status, file.binary])).toEqual([
      ['src/x.c', 'modified', false],
      ['n.c', 'added', false],
      ['main.c', 'modified', false],
      ['logo.png', 'modified', true],
    ]);
  });

  it('takes off colours and a conversion to CRLF', () => {
    const plain = parseDiff(bytes(...modified, ...oneHunk));
    const coloured = [
      ...modified.map((line) => `\x1b[1m${line}\x1b[m`),
      ...['\x1b[36m@@ -1 +1 @@\x1b[m', '\x1b[31m-a\x1b[m', '\x1b[32m+\x1b[m\x1b[32mb\x1b[m'],
    ];

    expect(parseDiff(bytes(...coloured))).toEqual(plain);
    expect(parseDiff(bytes(...modified, ...oneHunk).replaceAll('\n', '\r\n'))).toEqual(plain);
  });

  it('keeps escapes in the content of a diff without colours', () => {
    const file = parseOne(...modified, '@@ -1 +1 @@', '-a', '+\x1b[31mred\x1b[m');

    expect(file.hunks[0]?.lines[1]?.text).toBe('\x1b[31mred\x1b[m');
  });

  it('finds nothing in an empty input', () => {
    expect(parseDiff('')).toEqual([]);
    expect(parseDiff('\n \n')).toEqual([]);
  });
});

describe('refusals', () => {
  it.each([
    ['combined', 'diff --cc x.ts\nindex 1,2..3\n--- a/x.ts\n+++ b/x.ts\n@@@ -1,1 -1,1 +1,1 @@@\n--a\n++b\n'],
    ['combined, long form', 'commit 1\n\ndiff --combined x.ts\n'],
    ['unmerged', '* Unmerged path x.ts\n'],
  ])('refuses a diff with more than two sides: %s', (_name, text) => {
    const error = failure(text);

    expect(error.code).toBe('combined-diff');
    expect(error.todo).toContain('--base');
  });

  it.each([
    ['no diff', ['hello', 'world'], 1],
    ['cut in a hunk', [...modified, '@@ -1,2 +1,2 @@', ' a', '-b'], 8],
    ['cut behind the names', modified, 5],
    ['cut behind the index line', modified.slice(0, 2), 3],
    ['cut between the names', modified.slice(0, 3), 4],
    ['a line too many', [...modified, ...oneHunk, '+c'], 8],
    ['a context line too many', [...modified, '@@ -1 +0,0 @@', ' a'], 6],
    ['no sign', [...modified, '@@ -1,2 +1,2 @@', 'a', '-b', '+c'], 6],
    ['marker without line', [...modified, '@@ -1 +1 @@', '\\ No newline at end of file', '-a', '+b'], 6],
    ['hunk without file', ['@@ -1 +1 @@', '-a', '+b'], 1],
    ['line 0', [...modified, '@@ -0 +0 @@', '-a', '+b'], 5],
    ['empty hunk', [...modified, '@@ -1,0 +1,0 @@'], 5],
    ['descending hunks', [...modified, '@@ -9 +9 @@', '-a', '+b', '@@ -9 +9 @@', '-a', '+b'], 8],
    ['open quote', ['diff --git "a/x b/x', 'old mode 100644', 'new mode 100755'], 1],
    ['unknown escape', [String.raw`diff --git "a/\x41" "b/\x41"`, 'old mode 100644'], 1],
    ['cut binary patch', ['diff --git a/x b/x', 'GIT binary patch', 'literal 9', 'Labc'], 5],
    ['names that cannot be told apart', ['diff --git nonsense', 'old mode 100644'], 1],
  ])('refuses and names the line: %s', (_name, lines, line) => {
    const error = failure(bytes(...lines));

    expect(error.code).toBe('broken-diff');
    expect(error.message).toContain(`line ${String(line)} `);
    expect(error.why).not.toBe('');
    expect(error.todo).toContain('git diff');
  });

  it('refuses UTF-16', () => {
    expect(failure(Buffer.from('\uFEFFdiff --git a/x b/x', 'utf16le').toString('latin1'))).toMatchObject({
      code: 'broken-diff',
      why: expect.stringContaining('UTF-16') as string,
    });
  });
});
